import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { Forbidden } from '@/lib/errors';
import { parseRows } from '@/lib/log/rows';
import { deviceProjection } from '@/lib/notices/fold-targets';
import type { DeviceList } from '@/lib/notices/schema-targets';
import { lastAnswers } from '@/lib/notices/server/last-answers';
import { noticeKeys } from '@/lib/notices/server/notice-keys';

/** One's own devices, newest first, and what a browser needs to become one. */
export async function listDevices({ actor }: Ctx): Promise<DeviceList> {
  if (!isPerson(actor)) throw new Forbidden('Only a person has devices.');
  const found = await db().device.findMany({
    where: { personId: actor.id, removedAt: null },
    orderBy: { id: 'desc' },
  });
  const rows = parseRows(deviceProjection, found);
  const last = await lastAnswers(rows.map(({ id }) => id));
  return {
    items: rows.map(({ id, label, host, addedAt }) => ({
      id,
      label,
      host,
      addedAt,
      last: last.get(id) ?? null,
    })),
    publicKey: noticeKeys()?.vapid.publicKey ?? null,
  };
}
