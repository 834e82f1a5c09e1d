import 'server-only';
import { type Ctx, isAgent } from '@/lib/access/actor';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { isToldOf, WriteRefused } from '@/lib/investigations/rules';
import { type Tx, write } from '@/lib/log/write';

/** Kinds named at most in one event. */
const NAMED = 10;

/** The directive that holds an investigation: the last that paused or stopped it. */
const holding = (tx: Tx, investigationId: string) =>
  tx.db.directive.findFirst({
    where: { investigationId, kind: { in: ['pause', 'stop'] } },
    orderBy: { seq: 'desc' },
    select: { id: true, seq: true },
  });

/** Counts one attempt, from 1 again for each new hold. */
async function counted(tx: Tx, investigationId: string, heldBySeq: number): Promise<number> {
  const [count] = await tx.db.$queryRaw<{ attempts: number }[]>`
    INSERT INTO "refused_write" AS w ("investigationId", "heldBySeq", "attempts")
    VALUES (${investigationId}, ${heldBySeq}, 1)
    ON CONFLICT ("investigationId") DO UPDATE SET "heldBySeq" = EXCLUDED."heldBySeq",
      "attempts" = CASE WHEN w."heldBySeq" = EXCLUDED."heldBySeq" THEN w."attempts" + 1 ELSE 1 END
    RETURNING "attempts"`;
  return count?.attempts ?? 1;
}

async function record(tx: Tx, refused: WriteRefused, attempted: string[]): Promise<void> {
  const { investigationId, heldAs } = refused;
  const held = await holding(tx, investigationId);
  const attempts = await counted(tx, investigationId, held?.seq ?? 0);
  const since = isToldOf(attempts);
  if (since === undefined) return;
  const payload = {
    attempted: [...new Set(attempted)].slice(0, NAMED),
    status: heldAs,
    attempts,
    added: attempts - since,
    directive: held?.id ?? null,
  };
  await tx.append(investigationId, [{ kind: 'write.refused', payload }]);
  tx.nudge(INCIDENTS);
}

/**
 * Runs an agent's write; one that is refused because the investigation is paused or stopped is put
 * on record, in a transaction of its own, for the refused one left nothing.
 * @param attempted kinds of what the agent tried
 */
export async function keepingRefusals<T>(
  { idempotency: _refused, ...ctx }: Ctx,
  attempted: () => string[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WriteRefused && isAgent(ctx.actor)) {
      await write(ctx, (tx) => record(tx, error, attempted()));
    }
    throw error;
  }
}
