import 'server-only';
import { evidenceKey } from '@/lib/evidence/fold';
import type { Named } from '@/lib/investigations/references';
import type { Tx } from '@/lib/log/write';

interface Found {
  kind: string;
  id: string;
}

/**
 * Which of these ids the investigation has already, as `kind/id` with the kinds of {@link Named}
 * and `event`, in one question.
 */
export async function existing(
  tx: Tx,
  investigationId: string,
  eventIds: string[],
  named: Named,
): Promise<Set<string>> {
  const keys = (ids: string[]) => ids.map((id) => evidenceKey(investigationId, id));
  const found = await tx.db.$queryRaw<Found[]>`
    SELECT 'event' AS "kind", "id" FROM "event"
      WHERE "stream" = ${investigationId} AND "id" = ANY(${eventIds})
    UNION ALL SELECT 'evidence', "id" FROM "evidence" WHERE "key" = ANY(${keys(named.evidence)})
    UNION ALL SELECT 'hypothesis', "id" FROM "hypothesis" WHERE "key" = ANY(${keys(named.hypothesis)})
    UNION ALL SELECT 'step', "id" FROM "step" WHERE "key" = ANY(${keys(named.step)})
    UNION ALL SELECT 'directive', "id" FROM "directive"
      WHERE "id" = ANY(${named.directive}) AND "investigationId" = ${investigationId}`;
  return new Set(found.map(({ kind, id }) => `${kind}/${id}`));
}
