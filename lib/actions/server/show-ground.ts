import 'server-only';
import { type ActionEvidence, type ActionOut, actionOut } from '@/lib/actions/output';
import type { ActionRow } from '@/lib/actions/schema';
import type { ShownFrom } from '@/lib/actions/server/shown-from';
import { evidenceKey, evidenceProjection } from '@/lib/evidence/fold';
import { hypothesisKey, hypothesisProjection } from '@/lib/hypotheses/fold';

/** Links beyond those that the proposal names: enough to judge by, bounded for the answer's size. */
const MOST_LINKS = 200;
const MOST_RIVALS = 200;

const rivalsOf = actionOut.shape.rivals;

/** The hypothesis that an action rests on, the evidence for it and against it, and its rivals. */
export async function groundOf(
  from: ShownFrom,
  { investigationId, contents }: ActionRow,
): Promise<Pick<ActionOut, 'hypothesis' | 'evidence' | 'rivals'>> {
  const key = hypothesisKey(investigationId, contents.hypothesisId);
  const [hypothesis] = await from.rows(hypothesisProjection, [key]);
  const links = new Map(hypothesis?.links.map((link) => [link.evidenceId, link]));
  const isNamed = new Set(contents.evidenceIds);
  const ids = [
    ...isNamed,
    ...[...links.keys()].filter((id) => !isNamed.has(id)).slice(0, MOST_LINKS),
  ];
  const keys = ids.map((id) => evidenceKey(investigationId, id));
  const rows = await from.rows(evidenceProjection, keys);
  const inOrder = rows.toSorted((a, b) => a.seq - b.seq);
  const evidence = inOrder.map((row): ActionEvidence => {
    const { key: _key, investigationId: _in, step: _step, look: _look, ...shown } = row;
    const link = links.get(row.id);
    return {
      ...shown,
      isNamed: isNamed.has(row.id),
      relation: link?.relation ?? null,
      weight: link?.weight ?? null,
      note: link?.note ?? null,
    };
  });
  const rivals = rivalsOf.parse(
    await from.db.$queryRaw`
      SELECT "id", "statement", "status", "confidence" FROM "hypothesis"
      WHERE "investigationId" = ${investigationId} ORDER BY "key" COLLATE "C" LIMIT ${MOST_RIVALS}`,
  );
  if (!hypothesis) return { hypothesis: null, evidence, rivals };
  const { id, statement, status, confidence, outageClass } = hypothesis;
  return { hypothesis: { id, statement, status, confidence, outageClass }, evidence, rivals };
}
