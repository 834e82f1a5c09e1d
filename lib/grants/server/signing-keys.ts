import 'server-only';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { env } from '@/lib/env';
import { newId } from '@/lib/ids';
import { writePrivately } from '@/lib/db/kept-secret';

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

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

function read(path: string): PrivateJwk[] {
  const mode = statSync(path).mode & 0o777;
  if ((mode & 0o077) !== 0) {
    throw new Error(
      `The grant keys in ${path} can be read by others (mode ${mode.toString(8)}). Run: chmod 600 ${path}`,
    );
  }
  const parsed = keyFile.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`The grant keys in ${path} are not a set of Ed25519 JWKs.`);
  return parsed.data.keys;
}

/** Two processes that start together must end with the same key: whoever links first wins. */
function createFirst(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${newId('key')}`;
  writeFileSync(draft, `${JSON.stringify({ keys: [newJwk()] })}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

let loaded: { path: string; changedMs: number; keys: SigningKey[] } | undefined;

/**
 * The keys that sign and verify grants, oldest first, read again when the file changes. Made at
 * first use, except in production, where losing sight of them must not go unnoticed.
 * @throws Error in one sentence when the file is missing in production, open to others or malformed.
 */
export function signingKeys(): SigningKey[] {
  const { GRANT_KEYS_FILE: path, COUNTERSIGN_PROFILE } = env();
  let found;
  try {
    found = statSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    if (COUNTERSIGN_PROFILE === 'production') {
      throw new Error(
        `There are no grant keys at ${path}. Make the first with: npm run admin -- grant-key new`,
        { cause: error },
      );
    }
    createFirst(path);
    found = statSync(path);
  }
  if (loaded?.path !== path || loaded.changedMs !== found.ctimeMs) {
    loaded = { path, changedMs: found.ctimeMs, keys: read(path).map(toKey) };
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
  let keys: PrivateJwk[] = [];
  try {
    keys = read(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  const key = newJwk();
  writePrivately(path, `${JSON.stringify({ keys: [...keys, key] })}\n`);
  return key.kid;
}
