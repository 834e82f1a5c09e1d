import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import type { StoredEvent } from '@/lib/log/schema';
import { ANN, eventAt, proposedAt } from '../room/room-sample';

const H1 = { hypothesisId: 'H1' };
const revised = (more: object) => eventAt(0, 'hypothesis.revised', { ...H1, because: [], ...more });
const refuted = (reason = 'The release was not live.') =>
  eventAt(0, 'hypothesis.refuted', { ...H1, reason }, { actor: ANN });
const reinstated = (reason = 'I was wrong.') =>
  eventAt(0, 'hypothesis.reinstated', { ...H1, reason }, { actor: ANN });
const released = eventAt(
  0,
  'checkpoint.decided',
  { checkpoint: 'chk_1', stage: 'commitment', decision: 'release', ...H1 },
  { actor: ANN },
);

function fold(events: StoredEvent[]): HypothesisRow {
  let row: HypothesisRow | undefined;
  for (const [index, event] of [proposedAt(0, 'H1', 'r42 broke it', 0.4), ...events].entries()) {
    const numbered = { ...event, seq: index + 1 };
    const key = hypothesisProjection.keysOf(numbered).find((each) => each.endsWith('/H1'));
    if (key) row = hypothesisProjection.fold(row, numbered, key);
  }
  if (!row) throw new Error('Nothing was folded.');
  return hypothesisProjection.row.parse(row);
}

describe('a claim that a person refuted', () => {
  test('stands refuted under that person’s name, whatever its agent says of it after', () => {
    const row = fold([
      revised({ status: 'supported', confidence: 0.9 }),
      refuted(),
      revised({ status: 'supported', confidence: 0.97 }),
    ]);
    expect(row).toMatchObject({
      status: 'refuted',
      confidence: 0.97,
      refutation: { by: ANN, reason: 'The release was not live.', otherwise: 'supported' },
    });
  });

  test('stands as its agent last said once that is taken back, each step under its doer', () => {
    const row = fold([refuted(), revised({ status: 'inconclusive' }), reinstated()]);
    expect(row).toMatchObject({ status: 'inconclusive', refutation: null });
    expect(row.history.map(({ status, note, by }) => [status, note, by?.name ?? null])).toEqual([
      ['open', null, null],
      ['refuted', 'The release was not live.', 'Ann'],
      ['refuted', null, null],
      ['inconclusive', 'I was wrong.', 'Ann'],
    ]);
  });

  test('is settled on again, if it was, once that is taken back', () => {
    expect(fold([released, refuted()]).status).toBe('refuted');
    expect(fold([released, refuted(), reinstated()]).status).toBe('committed');
  });

  test('a refutation taken back leaves no trace but in its history, whatever stood before', () => {
    const said = fc.array(
      fc.record(
        {
          status: fc.constantFrom('open', 'supported', 'refuted', 'inconclusive'),
          confidence: fc.double({ min: 0, max: 1, noNaN: true }),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(said, said, (before, meanwhile) => {
        const [first, second] = [before.map(revised), meanwhile.map(revised)];
        const { history: _1, ...undisturbed } = fold([...first, ...second]);
        const { history: _2, ...restored } = fold([...first, refuted(), ...second, reinstated()]);
        expect(restored).toEqual(undisturbed);
      }),
    );
  });
});

test('a note about a claim stands beside it, and no other note does', () => {
  const note = (more: object) =>
    eventAt(0, 'note.added', { text: 'Look at r41.', ...more }, { actor: ANN });
  expect(fold([note({}), note({ hypothesisId: 'H2' })]).comments).toHaveLength(0);
  expect(fold([note(H1)]).comments).toMatchObject([{ by: ANN, text: 'Look at r41.' }]);
});
