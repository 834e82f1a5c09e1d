import { describe, expect, test } from 'vitest';
import { decodeJwt, importJWK, jwtVerify } from 'jose';
import { db } from '@/lib/db/client';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { addDevice } from '@/lib/notices/server/add-device';
import { listDevices } from '@/lib/notices/server/list-devices';
import { noticeKeys } from '@/lib/notices/server/notice-keys';
import { removeDevice } from '@/lib/notices/server/remove-device';
import { testDevice } from '@/lib/notices/server/send-test';
import { tellDue } from '@/lib/notices/server/tell';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { handOn, noticeOf, skipWaiting } from '../../support/notices';
import { makeCast } from '../../support/proposing';
import { pushBrowser } from '../../support/push-browser';
import { receiver } from '../../support/receiver';

await testDatabase();
const cast = await makeCast();
const { admin, approver, proposed } = cast;

describe('a device', () => {
  test('is pushed what it alone can read, signed by this installation', async () => {
    const service = await receiver();
    const phone = pushBrowser(`${service.url}/push/abc`);
    const person = await makePerson('Dora', role('approver'));
    const device = await addDevice(as(person), phone.subscription);
    const action = await proposed();
    await tellDue();
    await handOn();
    const [post] = await service.arrived(1);
    expect(post?.headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      urgency: 'high',
      topic: expect.stringMatching(/^[A-Za-z0-9_-]{1,32}$/),
    });
    expect(Number(post?.headers.ttl)).toBeLessThanOrEqual(1800);
    const notice = await noticeOf('signature', action.id);
    const shown: unknown = JSON.parse(phone.decrypt(post?.body ?? Buffer.alloc(0)));
    expect(shown).toEqual({
      title: 'Sign or refuse: roll back checkout',
      body: expect.stringContaining('production · SEV 2'),
      url: `/approvals/${action.id}?notice=${notice?.id}`,
      tag: action.id,
      expiresAt: action.expiresAt,
    });
    // RFC 8292: `vapid t=…, k=…`, for the origin of the push service.
    const [, token = '', key = ''] =
      /^vapid t=(\S+), k=(\S+)$/.exec(String(post?.headers.authorization)) ?? [];
    expect(key).toBe(noticeKeys()?.vapid.publicKey);
    const point = Buffer.from(key, 'base64url');
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    await jwtVerify(token, await importJWK(jwk, 'ES256'), { audience: service.url });
    expect(decodeJwt(token).sub).toMatch(/^(mailto|https):/);
    expect(notice?.deliveries).toContainEqual(
      expect.objectContaining({ to: device.id, person: person.id, state: 'delivered' }),
    );
    await removeDevice(as(person), { id: device.id });
  });

  test('that its push service does not know any more is removed, on record', async () => {
    const service = await receiver();
    service.answer(410);
    const person = await makePerson('Emil', role('approver'));
    const phone = pushBrowser(`${service.url}/push/gone`);
    const device = await addDevice(as(person), phone.subscription);
    await testDevice(as(person), { id: device.id });
    await handOn();
    expect((await listDevices(as(person))).items).toEqual([]);
    const events = await readStream(person.id, 0, 20);
    expect(events.at(-1)).toMatchObject({
      kind: 'device.removed',
      payload: { device: device.id, reason: 'gone' },
    });
    expect(await db().noticeTarget.findUnique({ where: { id: device.id } })).toBeNull();
    await skipWaiting();
    expect(await handOn()).toBe(0);
  });

  test('enrolled by another is theirs, and the first is not told there any more', async () => {
    const phone = pushBrowser('https://push.example/shared');
    const first = await makePerson('Fay', role('approver'));
    const second = await makePerson('Gus', role('approver'));
    await addDevice(as(first), phone.subscription);
    await addDevice(as(second), phone.subscription);
    await addDevice(as(second), phone.subscription);
    expect((await listDevices(as(first))).items).toEqual([]);
    const { items } = await listDevices(as(second));
    expect(items).toHaveLength(1);
    await expect(removeDevice(as(first), { id: items[0]?.id ?? '' })).rejects.toMatchObject({
      slug: 'not-found',
    });
    await removeDevice(as(second), { id: items[0]?.id ?? '' });
  });

  test('of a person who was shut out since is told nothing', async () => {
    const service = await receiver();
    const person = await makePerson('Hal', role('approver'));
    await addDevice(as(person), pushBrowser(`${service.url}/push/hal`).subscription);
    await proposed();
    await tellDue();
    const { disablePerson } = await import('@/lib/people/server/disable-person');
    await disablePerson(as(admin), { personId: person.id, reason: 'Left.' });
    await handOn();
    expect(service.received).toEqual([]);
  });

  test('with keys of the wrong length is refused', async () => {
    const { subscription } = pushBrowser('https://push.example/short');
    const keys = { ...subscription.keys, auth: 'AAAA' };
    await expect(addDevice(as(approver), { ...subscription, keys })).rejects.toMatchObject({
      slug: 'invalid',
      errors: [{ path: 'keys.auth', message: 'must hold 16 bytes' }],
    });
  });
});

test('the tables of notices, webhooks and devices are what the log folds to', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
