import 'server-only';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { env } from '@/lib/env';
import { writePrivately } from '@/lib/db/kept-secret';
import { changedAt, createFirst, readPrivate } from '@/lib/db/private-file';

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
  kid: z.string(),
  createdAt: z.string(),
});
type PrivateJwk = z.infer<typeof privateJwk>;

/** Oldest first: the last one signs, all of them verify. */
const keyFile = z.object({ keys: z.array(privateJwk).min(1) });

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  publicJwk: { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string; alg: 'EdDSA'; use: 'sig' };
}

/** RFC 7638 thumbprint of an Ed25519 key. */
const thumbprint = (x: string): string =>
  createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');

function newJwk(): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  return {
    kty: 'OKP',
    crv: 'Ed25519',
    x,
    d,
    kid: thumbprint(x),
    createdAt: new Date().toISOString(),
  };
}

function toKey({ kty, crv, x, d, kid }: PrivateJwk): SigningKey {
  const privateKey = createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' });
  const publicKey = createPublicKey(privateKey);
  return { kid, privateKey, publicKey, publicJwk: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' } };
}

const WHAT = 'The grant keys';

/** Keys out of their text. What is wrong with it is not said, since it would be said of a secret. */
function parseKeys(text: string, where: string): PrivateJwk[] {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = undefined;
  }
  const parsed = keyFile.safeParse(given);
  if (!parsed.success) throw new Error(`${WHAT} in ${where} are not a set of Ed25519 JWKs.`);
  return parsed.data.keys;
}

function read(path: string): PrivateJwk[] {
  const text = readPrivate(path, WHAT);
  return text === undefined ? [] : parseKeys(text, path);
}

let loaded: { from: string; changedMs: number; keys: SigningKey[] } | undefined;

/** Keys of the environment, which do not change while a process runs. */
function keysFrom(text: string): SigningKey[] {
  if (loaded?.from !== text) {
    loaded = { from: text, changedMs: 0, keys: parseKeys(text, 'GRANT_KEYS').map(toKey) };
  }
  return loaded.keys;
}

/**
 * The keys that sign and verify grants, oldest first: those of the environment, or of the file, read
 * again when it changes and made at first use, except in production, where losing sight of them must
 * not go unnoticed.
 * @throws Error in one sentence when the file is missing in production, open to others or malformed.
 */
export function signingKeys(): SigningKey[] {
  const { GRANT_KEYS, GRANT_KEYS_FILE: path, COUNTERSIGN_PROFILE } = env();
  if (GRANT_KEYS !== undefined) return keysFrom(GRANT_KEYS);
  let changedMs = changedAt(path);
  if (changedMs === undefined) {
    if (COUNTERSIGN_PROFILE === 'production') {
      throw new Error(
        `There are no grant keys at ${path}. Make the first with: npm run admin -- grant-key new`,
      );
    }
    createFirst(path, `${JSON.stringify({ keys: [newJwk()] })}\n`);
    changedMs = changedAt(path) ?? 0;
  }
  if (loaded?.from !== path || loaded.changedMs !== changedMs) {
    loaded = { from: path, changedMs, keys: read(path).map(toKey) };
  }
  return loaded.keys;
}

/** The key that signs what is minted from now on. */
export function newestKeyId(): string {
  const newest = signingKeys().at(-1);
  if (!newest) throw new Error('There is no grant key.');
  return newest.kid;
}

/**
 * Adds a key to the file, made where there is none; it signs from now on, and the earlier ones go
 * on verifying what they signed. Returns the new key's id.
 */
export function addGrantKey(path: string): string {
  const keys = read(path);
  const key = newJwk();
  writePrivately(path, `${JSON.stringify({ keys: [...keys, key] })}\n`);
  return key.kid;
}

/** The keys of the environment with another, which signs once every process has been given them. */
export const grantKeysWithAnother = (text: string): string =>
  JSON.stringify({ keys: [...parseKeys(text, 'GRANT_KEYS'), newJwk()] });
