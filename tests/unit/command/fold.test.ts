import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handoverProjection } from '@/lib/command/fold';
import type { HandoverRow } from '@/lib/command/schema';
import type { StoredEvent } from '@/lib/log/schema';
import { eventAt, INCIDENT } from '../room/room-sample';

const person = (name: string) => ({ type: 'person', id: `usr_${name}`, name }) as const;
const [ANN, BEN, CAL] = [person('Ann'), person('Ben'), person('Cal')];

const on = (kind: string, payload: object, actor: StoredEvent['actor']): StoredEvent =>
  eventAt(0, kind, payload as Record<string, unknown>, { stream: INCIDENT, actor });
const offered = on(
  'command.offered',
  { handover: 'hov_1', to: BEN.id, toName: 'Ben', summary: 'It fails since 14:00.' },
  ANN,
);
const accepted = on('command.accepted', { handover: 'hov_1' }, BEN);
const declined = on('command.declined', { handover: 'hov_1', reason: 'On a train.' }, BEN);
const withdrawn = on('command.withdrawn', { handover: 'hov_1' }, ANN);
const takenBy = (by: StoredEvent['actor']) =>
  on('incident.changed', { changes: { commanderId: by.id } }, by);

function fold(events: StoredEvent[]): HandoverRow | undefined {
  let row: HandoverRow | undefined;
  for (const [index, event] of events.entries()) {
    const numbered = { ...event, seq: index + 1 };
    for (const key of handoverProjection.keysOf(numbered)) {
      row = handoverProjection.fold(row, numbered, key);
    }
  }
  return row && handoverProjection.row.parse(row);
}

describe('a hand-over of command', () => {
  test.each<[string, StoredEvent[], HandoverRow['state'], string | undefined]>([
    ['is open until it is answered', [], 'offered', undefined],
    ['ends by being accepted', [accepted, takenBy(BEN)], 'accepted', BEN.id],
    ['is accepted as well by whoever takes command', [takenBy(BEN)], 'accepted', BEN.id],
    ['ends by being declined', [declined], 'declined', BEN.id],
    ['ends by being withdrawn', [withdrawn], 'withdrawn', ANN.id],
    ['is overtaken by a third who takes command', [takenBy(CAL)], 'overtaken', CAL.id],
  ])('%s', (_, after, state, endedBy) => {
    const row = fold([offered, ...after]);
    expect(row).toMatchObject({ incidentId: INCIDENT, from: ANN, toId: BEN.id, state });
    expect(row?.endedBy?.id).toBe(endedBy);
  });

  test('is not touched by a change that leaves command where it is', () => {
    const graver = on('incident.changed', { changes: { severity: 'sev1' } }, CAL);
    expect(fold([offered, graver, takenBy(ANN)])?.state).toBe('offered');
  });

  test('once ended stays as it ended, whatever follows but another offer', () => {
    const later = fc.array(
      fc.constantFrom(accepted, declined, withdrawn, takenBy(ANN), takenBy(BEN), takenBy(CAL)),
    );
    fc.assert(
      fc.property(fc.constantFrom(accepted, declined, withdrawn), later, (end, events) => {
        const ended = fold([offered, end]);
        expect(fold([offered, end, ...events])).toEqual(ended);
        expect(fold([offered, end, ...events, offered])?.state).toBe('offered');
      }),
    );
  });

  test('that nobody offered is none', () => {
    expect(fold([accepted, takenBy(BEN)])).toBeUndefined();
  });
});
