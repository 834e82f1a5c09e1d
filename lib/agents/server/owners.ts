import 'server-only';
import { OWNERLESS_GRACE_MS } from '@/lib/agents/rules';
import type { AgentOut } from '@/lib/agents/schema-views';
import type { Prisma } from '@/lib/db/generated/client';
import { personStatus } from '@/lib/people/schema';

type Client = Pick<Prisma.TransactionClient, 'person' | '$queryRaw'>;

type Owner = Pick<AgentOut, 'ownerName' | 'ownerStatus' | 'ownerlessUntil'>;

/** Since when each of these people has been disabled, of those who ever were. */
async function disabledSince(client: Client, ids: string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await client.$queryRaw<{ id: string; at: Date }[]>`
    SELECT "stream" AS "id", max("recordedAt") AS "at" FROM "event"
    WHERE "stream" = ANY(${ids}) AND "kind" = 'person.disabled' GROUP BY "stream"`;
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** Who the owners are and whether they can answer for anything, by id. */
export async function ownersById(client: Client, ids: string[]): Promise<Map<string, Owner>> {
  const people = await client.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, status: true },
  });
  const disabled = people.filter(({ status }) => status === 'disabled').map(({ id }) => id);
  const since = await disabledSince(client, disabled);
  return new Map(
    people.map(({ id, name, status }) => {
      const at = since.get(id);
      const until = at && new Date(at.getTime() + OWNERLESS_GRACE_MS).toISOString();
      const ownerStatus = personStatus.parse(status);
      return [id, { ownerName: name, ownerStatus, ownerlessUntil: until ?? null }];
    }),
  );
}
