import 'server-only';
import { createHash } from 'node:crypto';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { Conflict, Forbidden, Invalid } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { type Tx, write } from '@/lib/log/write';
import { deviceProjection } from '@/lib/notices/fold-targets';
import type { AddDeviceInput, DeviceRow } from '@/lib/notices/schema-targets';
import { demandPostable } from '@/lib/notices/server/guarded-post';
import { demandNoticeKeys } from '@/lib/notices/server/notice-keys';
import { removeDeviceIn } from '@/lib/notices/server/remove-device';
import { keepTarget } from '@/lib/notices/server/targets';

const MOST_DEVICES = 20;
/** An uncompressed point of P-256, and the secret beside it (RFC 8291, section 3.2). */
const POINT_BYTES = 65;
const AUTH_BYTES = 16;

function demandKeys({ p256dh, auth }: AddDeviceInput['keys']): void {
  const faults = [
    { field: 'p256dh', bytes: Buffer.from(p256dh, 'base64url'), length: POINT_BYTES },
    { field: 'auth', bytes: Buffer.from(auth, 'base64url'), length: AUTH_BYTES },
  ].filter(({ bytes, length }) => bytes.length !== length);
  if (faults.length === 0) return;
  throw new Invalid(
    faults.map(({ field, length }) => ({
      path: `keys.${field}`,
      message: `must hold ${length} bytes`,
    })),
  );
}

/** A browser belongs to whoever enrolled it last: the one before is not told there any more. */
async function replaceEarlier(tx: Tx, addressHash: string, personId: string): Promise<void> {
  const known = await tx.db.noticeTarget.findUnique({ where: { addressHash } });
  await tx.lockAll([personId, ...(known?.personId ? [known.personId] : [])]);
  if (known) await removeDeviceIn(tx, known.id, 'replaced');
}

/**
 * Enrols a browser: from now on its owner is told there too.
 * @throws Invalid; Conflict `no-notice-keys`, `too-many-devices`
 */
export async function addDevice(
  ctx: Ctx,
  { label, endpoint, keys }: AddDeviceInput,
): Promise<DeviceRow> {
  const { actor } = ctx;
  if (!isPerson(actor)) throw new Forbidden('Only a person has devices.');
  const { host } = demandPostable(endpoint, 'endpoint');
  demandKeys(keys);
  demandNoticeKeys();
  const addressHash = createHash('sha256').update(endpoint).digest('hex');
  return write(ctx, async (tx) => {
    await replaceEarlier(tx, addressHash, actor.id);
    const mine = await tx.db.device.count({ where: { personId: actor.id, removedAt: null } });
    if (mine >= MOST_DEVICES) {
      throw new Conflict(
        'too-many-devices',
        `You have ${MOST_DEVICES} devices already. Remove one that you do not use any more.`,
      );
    }
    const id = newId('dev');
    await keepTarget(tx, id, { endpoint, keys }, { personId: actor.id, addressHash });
    await tx.append(actor.id, [{ kind: 'device.added', payload: { device: id, label, host } }]);
    const added = await tx.row(deviceProjection, id);
    if (!added) throw new Error(`Device ${id} was added and cannot be read.`);
    return added;
  });
}
