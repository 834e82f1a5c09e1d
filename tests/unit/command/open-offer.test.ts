import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openOffer } from '@/components/command/open-offer';
import { handoverProjection } from '@/lib/command/fold';
import type { HandoverRow } from '@/lib/command/schema';
import type { StoredEvent } from '@/lib/log/schema';
import { eventAt, INCIDENT } from '../room/room-sample';

const people = ['Ann', 'Ben', 'Cal'].map(
  (name) => ({ type: 'person', id: `usr_${name}`, name }) as const,
);
const person = fc.constantFrom(...people);
const handover = 'hov_1';
const moves = fc.array(
  fc.oneof(
    fc
      .tuple(person, person)
      .map(([by, to]) => [
        'command.offered',
        { handover, to: to.id, toName: to.name, summary: 'x' },
        by,
      ]),
    fc
      .tuple(fc.constantFrom('command.accepted', 'command.declined', 'command.withdrawn'), person)
      .map(([kind, by]) => [kind, { handover, reason: null }, by]),
    person.map((by) => ['incident.changed', { changes: { commanderId: by.id } }, by]),
    person.map((by) => ['incident.changed', { changes: { severity: 'sev1' } }, by]),
  ) as fc.Arbitrary<[string, Record<string, unknown>, StoredEvent['actor']]>,
);

test('the offer that a room shows is the one that the table of hand-overs has open', () => {
  fc.assert(
    fc.property(moves, (all) => {
      const events = all.map(([kind, payload, actor], index) =>
        eventAt(index + 1, kind, payload, { stream: INCIDENT, actor }),
      );
      let row: HandoverRow | undefined;
      for (const event of events) {
        if (handoverProjection.keysOf(event).length === 0) continue;
        row = handoverProjection.fold(row, event, INCIDENT);
      }
      const open = openOffer(events);
      expect(open?.to).toBe(row?.state === 'offered' ? row.toId : undefined);
      expect(open?.by).toEqual(row?.state === 'offered' ? row.from : undefined);
    }),
  );
});
