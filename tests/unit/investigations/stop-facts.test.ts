import { describe, expect, test } from 'vitest';
import { stopFacts, type StopInput } from '@/lib/investigations/stop-facts';
import {
  created,
  eventAt,
  evidenceAt,
  factsFrom,
  linkedAt,
  proposedAt,
  stopAt,
} from '../room/room-sample';
import { rowsOf } from '@/lib/live/room-state';

const facts = factsFrom([
  created(),
  evidenceAt(2, 'E1', 'Errors since r42'),
  evidenceAt(3, 'E2', 'Errors before r42'),
  proposedAt(4, 'H1', 'r42 broke it', 0.3),
  proposedAt(5, 'H2', 'payments is slow', 0.2),
  linkedAt(6, 'H1', 'E1', 'supports', 0.8),
  linkedAt(7, 'H1', 'E2', 'contradicts', 0.3),
  stopAt(8, 'evidence'),
  eventAt(9, 'checkpoint.decided', {
    checkpoint: 'chk_8',
    stage: 'evidence',
    hypothesisId: null,
    decision: 'release',
    evidenceRoot: 'f',
    reason: null,
    instruction: null,
    budget: null,
  }),
  evidenceAt(10, 'E3', 'Pool is full'),
  eventAt(11, 'hypothesis.revised', { hypothesisId: 'H1', confidence: 0.7, because: ['E3'] }),
  eventAt(12, 'hypothesis.revised', { hypothesisId: 'H2', status: 'refuted', because: ['E3'] }),
  proposedAt(13, 'H3', 'the disk is full'),
  stopAt(14, 'commitment', 'H1'),
  evidenceAt(15, 'E4', 'Seen after it stopped'),
]);
const [first, second] = facts.checkpoints;

const at = (more: Partial<StopInput> = {}) => {
  if (!second) throw new Error('There is no second stop point.');
  return stopFacts({
    checkpoint: second,
    checkpoints: facts.checkpoints,
    evidence: rowsOf(facts.run, 'evidence'),
    hypotheses: facts.hypotheses,
    reach: { sources: ['logs', 'metrics', 'other'], services: ['checkout', 'payments'] },
    ...more,
  });
};

describe('what a stop point tells', () => {
  test('is what was found by then, by source', () => {
    expect(at().found).toEqual([{ source: 'logs', items: 3 }]);
  });

  test('is the same by the server’s count, where not all evidence is at hand', () => {
    const tally = {
      checkpointId: second?.id ?? '',
      items: [{ source: 'logs' as const, service: 'checkout', items: 3, since: 1 }],
    };
    const { found, unseen, since } = at();
    expect(at({ evidence: [], tally })).toMatchObject({ found, unseen, since });
    // A count for another stop point is none for this one.
    expect(at({ tally: { ...tally, checkpointId: 'chk_other' } }).found).toEqual(found);
  });

  test('is where it could have looked and did not, never beyond its reach', () => {
    expect(at().unseen).toEqual({ sources: ['metrics'], services: ['payments'] });
    expect(at({ reach: { sources: ['logs'], services: ['checkout'] } }).unseen).toEqual({
      sources: [],
      services: [],
    });
    expect(at({ reach: null }).unseen).toBeNull();
  });

  test('is the claim to be settled on, with what speaks for and against it', () => {
    expect(at().leading).toMatchObject([{ id: 'H1', supports: ['E1'], contradicts: ['E2'] }]);
    expect(at(first ? { checkpoint: first } : {}).leading.map(({ id }) => id)).toEqual([
      'H1',
      'H3',
    ]);
  });

  test('is what changed since the stop before', () => {
    expect(at().since).toEqual({
      isFirst: false,
      items: 1,
      claims: [
        { id: 'H1', statement: 'r42 broke it', how: 'surer', from: 0.3, to: 0.7 },
        { id: 'H2', statement: 'payments is slow', how: 'refuted', from: 0.2, to: 0.2 },
        { id: 'H3', statement: 'the disk is full', how: 'new', from: null, to: null },
      ],
    });
    if (!first) throw new Error('There is no first stop point.');
    expect(at({ checkpoint: first }).since).toMatchObject({ isFirst: true, items: 2 });
  });

  test('is nothing where nothing was found', () => {
    const bare = at({ evidence: [], hypotheses: [] });
    expect(bare).toMatchObject({ found: [], leading: [], since: { items: 0, claims: [] } });
  });
});
