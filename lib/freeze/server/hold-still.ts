import 'server-only';
import { actionProjection } from '@/lib/actions/fold';
import { APPROVALS } from '@/lib/actions/server/topics';
import { revokedGrant } from '@/lib/actions/server/void-actions';
import { Prisma } from '@/lib/db/generated/client';
import { EVERYTHING, type Reached } from '@/lib/freeze/schema';
import { newId } from '@/lib/ids';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { investigationProjection } from '@/lib/investigations/fold';
import type { Draft } from '@/lib/log/append';
import type { Tx } from '@/lib/log/write';

interface Found {
  kind: 'run' | 'signed' | 'execution';
  id: string;
  investigationId: string;
}

/**
 * What a freeze may have to hold: live runs, signed actions, executions under way. Recordings are
 * left out: they change nothing, and nobody could let them go on again.
 */
async function findReached(tx: Tx, service: string): Promise<Found[]> {
  const run = service === EVERYTHING ? Prisma.sql`true` : Prisma.sql`i."service" = ${service}`;
  const action =
    service === EVERYTHING
      ? Prisma.sql`true`
      : Prisma.sql`(a."service" = ${service} OR i."service" = ${service})`;
  return tx.db.$queryRaw<Found[]>`
    SELECT 'run' AS "kind", i."id", i."id" AS "investigationId" FROM "investigation" i
      WHERE i."status" IN ('running', 'waiting') AND i."clock" = 'live' AND ${run}
    UNION ALL
    SELECT 'signed', a."id", a."investigationId" FROM "action" a
      JOIN "investigation" i ON i."id" = a."investigationId"
      WHERE a."state" = 'approved' AND a."grantId" IS NOT NULL AND ${action}
    UNION ALL
    SELECT 'execution', e."id", e."investigationId" FROM "execution" e
      JOIN "action" a ON a."id" = e."actionId"
      JOIN "investigation" i ON i."id" = a."investigationId"
      WHERE e."state" = 'executing' AND ${action}`;
}

/**
 * Pauses every live run that a freeze reaches and voids every grant that nobody has redeemed, inside
 * the freeze's own transaction, which has waited for whatever was minting, redeeming or beginning,
 * and holds off more. What was redeemed before that is past recall and is told as such.
 */
export async function holdStill(
  tx: Tx,
  { service, saying }: { service: string; saying: string },
): Promise<Reached> {
  const found = await findReached(tx, service);
  const idsOf = (kind: Found['kind']) =>
    found.filter((one) => one.kind === kind).map(({ id }) => id);
  await tx.lockAll([...new Set(found.map(({ investigationId }) => investigationId))]);
  // Under their locks they are what they are; before, they were what they might have been.
  const runs = await tx.rows(investigationProjection, idsOf('run').toSorted());
  const live = runs.filter(({ status }) => status === 'running' || status === 'waiting');
  const actions = await tx.rows(actionProjection, idsOf('signed').toSorted());
  const signed = actions.filter(({ state }) => state === 'approved');

  const drafts = new Map<string, Draft[]>();
  const add = (stream: string, ...more: Draft[]) =>
    drafts.set(stream, [...(drafts.get(stream) ?? []), ...more]);
  for (const { id } of live) {
    const payload = {
      directive: newId('dir'),
      control: 'pause',
      instruction: null,
      reason: saying,
      checkpoint: null,
    };
    add(id, { kind: 'directive.given', payload });
  }
  for (const action of signed) {
    const { id, version, investigationId } = action;
    add(investigationId, ...revokedGrant(action, saying), {
      kind: 'action.revoked',
      payload: { action: id, version, reason: saying },
    });
  }
  await tx.appendAll([...drafts].map(([stream, each]) => ({ stream, drafts: each })));
  tx.nudge(INCIDENTS);
  tx.nudge(APPROVALS);
  return {
    paused: live.map(({ id }) => id),
    revoked: signed.map(({ id }) => id),
    underWay: idsOf('execution').toSorted(),
  };
}
