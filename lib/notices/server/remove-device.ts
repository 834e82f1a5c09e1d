import 'server-only';
import { randomUUID } from 'node:crypto';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { Forbidden, NotFound } from '@/lib/errors';
import { type Tx, write } from '@/lib/log/write';
import { deviceProjection } from '@/lib/notices/fold-targets';
import type { removedReason } from '@/lib/notices/schema-targets';
import { forgetTargets } from '@/lib/notices/server/targets';
import { TELLER } from '@/lib/notices/server/tell';
import type { z } from 'zod';

const WHAT = 'This device';

/** Takes a device off its person's list, inside a transaction that holds the person. */
export async function removeDeviceIn(
  tx: Tx,
  id: string,
  reason: z.infer<typeof removedReason>,
): Promise<void> {
  const device = await tx.row(deviceProjection, id);
  if (!device || device.removedAt !== null) return;
  await tx.append(device.personId, [{ kind: 'device.removed', payload: { device: id, reason } }]);
  await forgetTargets(tx, [id]);
}

/** What its push service does not know any more is told nothing any more. */
export async function removeGoneDevice(id: string): Promise<void> {
  const device = await db().device.findUnique({ where: { id } });
  if (!device) return;
  await write({ actor: TELLER, requestId: randomUUID() }, async (tx) => {
    await tx.lock(device.personId);
    await removeDeviceIn(tx, id, 'gone');
  });
}

/** A person takes one of their own devices off the list. @throws NotFound */
export async function removeDevice(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const { actor } = ctx;
  if (!isPerson(actor)) throw new Forbidden('Only a person has devices.');
  await write(ctx, async (tx) => {
    await tx.lock(actor.id);
    const device = await tx.row(deviceProjection, id);
    if (device?.personId !== actor.id || device.removedAt !== null) throw new NotFound(WHAT);
    await removeDeviceIn(tx, id, 'removed');
  });
}
