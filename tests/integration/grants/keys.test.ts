import { chmodSync, readFileSync, statSync } from 'node:fs';
import { decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { env } from '@/lib/env';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { addGrantKey, grantKeysWithAnother, signingKeys } from '@/lib/grants/server/signing-keys';
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

test('the environment may hold them in the file’s place, and take another', () => {
  const text = readFileSync(path, 'utf8');
  const settings = env();
  const kids = signingKeys().map(({ kid }) => kid);
  try {
    settings.GRANT_KEYS = grantKeysWithAnother(text);
    expect(
      signingKeys()
        .slice(0, 2)
        .map(({ kid }) => kid),
    ).toEqual(kids);
    expect(signingKeys()).toHaveLength(3);
    settings.GRANT_KEYS = '{"keys": [{"d": "a secret"}]}';
    expect(() => signingKeys()).toThrow(/^The grant keys in GRANT_KEYS are not a set[^"]*$/);
  } finally {
    delete settings.GRANT_KEYS;
  }
  expect(signingKeys().map(({ kid }) => kid)).toEqual(kids);
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
