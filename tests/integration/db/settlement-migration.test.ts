import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settleAction } from '@/lib/actions/server/settle-action';
import { db } from '@/lib/db/client';
import { sweep } from '@/lib/expiry/server/sweep';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { compareWithLog } from '@/lib/log/rebuild';
import { as } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

await testDatabase();
const { approved, approver, executor } = await makeCast();

/** The tables of actions that differ from what the log folds to. */
const differing = async () =>
  (await compareWithLog(db())).filter(({ table }) => table === 'action').length;

test('an action settled before the migration is told as the log folds it', async () => {
  const { action, grant } = await approved();
  const { token, digest } = grant;
  const { executionId } = await redeemGrant(as(executor), { token, digest });
  await db().execution.update({
    where: { id: executionId },
    data: { leaseExpiresAt: new Date(0) },
  });
  await sweep();
  await settleAction(as(approver), { actionId: action.id, outcome: 'failed', reason: 'Seen.' });
  expect(await differing()).toBe(0);

  // As it stood before the column was there.
  await db().$executeRaw`UPDATE "action" SET "settlement" = NULL`;
  expect(await differing()).toBe(1);
  const folder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
  const name = readdirSync(folder).find((each) => each.endsWith('_action_settlement')) ?? '';
  const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
  await db().$executeRawUnsafe(sql.slice(sql.indexOf('UPDATE')));
  expect(await differing()).toBe(0);
});
