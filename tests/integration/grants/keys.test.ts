import { chmodSync, statSync } from 'node:fs';
import { decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { env } from '@/lib/env';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { addGrantKey, signingKeys } from '@/lib/grants/server/signing-keys';
import { as } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

await testDatabase();
const { approved, executor } = await makeCast();
const path = env().GRANT_KEYS_FILE;

const kidOf = (token: string) => decodeProtectedHeader(token).kid;

test('a key is made at first use, for its owner’s eyes only', () => {
  expect(signingKeys()).toHaveLength(1);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a new key signs from then on, and what the old one signed still holds', async () => {
  const { grant: before } = await approved();
  const kid = addGrantKey(path);
  const { grant: after } = await approved();
  expect(kidOf(before.token)).not.toBe(kid);
  expect(kidOf(after.token)).toBe(kid);
  expect(signingKeys().map((key) => key.kid)).toEqual([kidOf(before.token), kid]);
  for (const { token, digest } of [before, after]) {
    await redeemGrant(as(executor), { token, digest });
  }
});

test('the public keys carry nothing private', () => {
  for (const { publicJwk } of signingKeys()) expect(publicJwk).not.toHaveProperty('d');
});

test('keys that others can read are refused', () => {
  chmodSync(path, 0o644);
  expect(() => signingKeys()).toThrow(`Run: chmod 600 ${path}`);
  chmodSync(path, 0o600);
  expect(signingKeys()).toHaveLength(2);
});
