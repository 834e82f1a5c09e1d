import 'server-only';
import { barredReason, type Behind, isApprover } from '@/lib/actions/eligibility';
import type { ActionRow } from '@/lib/actions/schema';
import type { Requirements } from '@/lib/policies/schema';
import { readStream } from '@/lib/log/read';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';
import { personProjection } from '@/lib/people/fold';
import type { PersonRow } from '@/lib/people/schema';

const BEARING = [
  'person.roles_changed',
  'person.disabled',
  'person.enabled',
  'person.joined',
  'person.invited',
  'person.password_reset',
];
const LONGEST_STREAM = 100_000;

/** A person as they were at an instant, folded from their own stream. */
async function personAt(id: string, instantMs: number): Promise<PersonRow | undefined> {
  let row: PersonRow | undefined;
  for (const event of await readStream(id, 0, LONGEST_STREAM)) {
    if (Date.parse(event.recordedAt) >= instantMs) break;
    row = personProjection.fold(row, event, id);
  }
  return row;
}

/**
 * Who could have signed an action when it was proposed. As they were then: shutting somebody out
 * since does not leave one person alone with the glass.
 */
export async function couldSign(
  tx: Tx,
  action: ActionRow,
  behind: Behind,
  requirements: Requirements,
): Promise<string[]> {
  const proposedMs = Date.parse(action.proposedAt);
  const people = parseRows(personProjection, await tx.db.person.findMany());
  const since = await tx.db.event.findMany({
    where: {
      kind: { in: BEARING },
      recordedAt: { gte: new Date(proposedMs) },
      stream: { startsWith: 'usr_' },
    },
    select: { stream: true },
    distinct: ['stream'],
  });
  const moved = new Set(since.map(({ stream }) => stream));
  const then = await Promise.all(
    people.map((row) => (moved.has(row.id) ? personAt(row.id, proposedMs) : row)),
  );
  return then
    .filter((row) => row !== undefined)
    .filter((row) => isApprover(row, action, requirements))
    .filter((row) => barredReason(row.id, behind, requirements) === undefined)
    .map(({ id }) => id);
}
