import 'server-only';
import { CHANGED_SEQ } from '@/lib/drift/server/read-facts';
import { evidenceKey } from '@/lib/evidence/fold';
import type { Named } from '@/lib/investigations/references';
import type { Tx } from '@/lib/log/write';

interface Found {
  kind: string;
  id: string;
}

/** Looks from before the last change that was carried out are as good as never taken. */
const EXISTING = `
  WITH changed AS MATERIALIZED (SELECT coalesce((${CHANGED_SEQ}), 0) AS "seq")
  SELECT 'event' AS "kind", "id" FROM "event" WHERE "stream" = $1 AND "id" = ANY($2)
  UNION ALL SELECT 'evidence', "id" FROM "evidence" WHERE "key" = ANY($3)
  UNION ALL SELECT 'hypothesis', "id" FROM "hypothesis" WHERE "key" = ANY($4)
  UNION ALL SELECT unnest(CASE WHEN "look" IS NULL THEN ARRAY['step'] ELSE ARRAY['step', 'asking'] END),
    "id" FROM "step" WHERE "key" = ANY($5)
  UNION ALL SELECT 'directive', "id" FROM "directive"
    WHERE "id" = ANY($6) AND "investigationId" = $1
  UNION ALL SELECT 'look', s."look" FROM "step" s, changed
    WHERE s."investigationId" = $1 AND s."look" = ANY($7) AND s."seq" > changed."seq"
  UNION ALL SELECT 'look', e."look" FROM "evidence" e, changed
    WHERE e."investigationId" = $1 AND e."look" = ANY($7) AND e."seq" > changed."seq"`;

/**
 * Which of these ids the investigation has already, as `kind/id` with the kinds of {@link Named},
 * `event`, `asking` for steps that say what they asked, and `look` for marks of looks; in one
 * question.
 */
export async function existing(
  tx: Tx,
  investigationId: string,
  eventIds: string[],
  named: Named,
  looks: string[],
): Promise<Set<string>> {
  const keys = (ids: string[]) => ids.map((id) => evidenceKey(investigationId, id));
  const found = await tx.db.$queryRawUnsafe<Found[]>(
    EXISTING,
    investigationId,
    eventIds,
    keys(named.evidence),
    keys(named.hypothesis),
    keys(named.step),
    named.directive,
    looks,
  );
  return new Set(found.map(({ kind, id }) => `${kind}/${id}`));
}
