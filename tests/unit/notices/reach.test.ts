import { describe, expect, test } from 'vitest';
import { isLoopback, mayReach, networks } from '@/lib/notices/networks';
import { isFinal, isGone, nextDelayMs } from '@/lib/notices/retries';

describe('where notices may be posted', () => {
  test.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    'not an address',
  ])('is not %s', (address) => {
    expect(mayReach(address, [])).toBe(false);
  });

  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '192.169.0.1', '2606:4700::1111'])(
    'is %s, which is public',
    (address) => {
      expect(mayReach(address, [])).toBe(true);
    },
  );

  test('is a private network where the installation names it, and no other', () => {
    const allowed = networks.parse('10.1.0.0/16, fd00::/8');
    expect(mayReach('10.1.200.3', allowed)).toBe(true);
    expect(mayReach('fd00::17', allowed)).toBe(true);
    expect(mayReach('10.2.0.1', allowed)).toBe(false);
    expect(mayReach('127.0.0.1', allowed)).toBe(false);
  });

  test.each(['10.0.0.0', '10.0.0.0/33', 'example.org/8', '10.0.0.0/x'])(
    'is not told by %s, which is no network',
    (text) => {
      expect(networks.safeParse(text).success).toBe(false);
    },
  );

  test('loopback is told apart, in either family', () => {
    expect([isLoopback('127.0.0.1'), isLoopback('::1'), isLoopback('10.0.0.1')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('after an attempt that failed', () => {
  test('the next comes later and later, and there is a last one', () => {
    const delays = [1, 2, 3, 4, 5, 6].map((attempts) => nextDelayMs(attempts, null) ?? 0);
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(delays[0]).toBe(5000);
    expect(nextDelayMs(7, null)).toBeUndefined();
    expect(nextDelayMs(7, 60_000)).toBeUndefined();
  });

  test('a receiver may put us off, within reason', () => {
    expect(nextDelayMs(1, 20_000)).toBe(20_000);
    expect(nextDelayMs(1, 86_400_000)).toBe(300_000);
    expect(nextDelayMs(6, 1000)).toBe(900_000);
  });

  test('a device that its push service does not know is gone; a page not found is not a webhook gone', () => {
    expect([isGone('push', 404), isGone('push', 410), isGone('webhook', 410)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(isGone('webhook', 404)).toBe(false);
    expect([isFinal('push', 403), isFinal('webhook', 403), isFinal('webhook', 500)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
