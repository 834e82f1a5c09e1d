import 'server-only';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { Tx } from '@/lib/log/write';
import { seal, unseal } from '@/lib/notices/server/notice-keys';

const webhookSecret = z.object({ url: z.string(), secret: z.string() });
export type WebhookSecret = z.infer<typeof webhookSecret>;

const deviceSecret = z.object({
  endpoint: z.string(),
  keys: z.object({ p256dh: z.string(), auth: z.string() }),
});
export type DeviceSecret = z.infer<typeof deviceSecret>;

/** Keeps where and how to reach a receiver. It stands beside the log and is no projection. */
export async function keepTarget(
  tx: Tx,
  id: string,
  secret: WebhookSecret | DeviceSecret,
  more: { personId?: string; addressHash?: string } = {},
): Promise<void> {
  await tx.db.noticeTarget.create({
    data: { id, sealed: seal(id, JSON.stringify(secret)), ...more },
  });
}

/** Forgets how to reach receivers: nothing of theirs can be posted any more. */
export async function forgetTargets(tx: Tx, ids: string[]): Promise<void> {
  await tx.db.noticeTarget.deleteMany({ where: { id: { in: ids } } });
}

async function open(id: string): Promise<unknown> {
  const row = await db().noticeTarget.findUnique({ where: { id } });
  return row ? JSON.parse(unseal(id, row.sealed)) : undefined;
}

/** Undefined where it was forgotten. */
export const webhookTarget = async (id: string): Promise<WebhookSecret | undefined> =>
  webhookSecret.optional().parse(await open(id));

/** Undefined where it was forgotten. */
export const deviceTarget = async (id: string): Promise<DeviceSecret | undefined> =>
  deviceSecret.optional().parse(await open(id));
