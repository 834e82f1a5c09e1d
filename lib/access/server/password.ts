import 'server-only';
import { type ScryptOptions, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's equivalent of 128 MiB once: 32 MiB, three times over. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;

const derive = (password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
    // NFKC, so that the same password typed on another keyboard is the same bytes.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });

const format = ({ N, r, p }: typeof COST, salt: Buffer, key: Buffer): string =>
  ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');

/** A password as it is kept: scrypt (RFC 7914) with a salt of its own, its cost beside it. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return format(COST, salt, await derive(password, salt, COST));
}

/** What an unknown e-mail is checked against, so that it takes as long as a known one. */
const NOBODY = format(COST, Buffer.alloc(16), Buffer.alloc(KEY_BYTES));

/** Whether the password is the kept one; for nobody's, no, after the same work. */
export async function verifyPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = (kept ?? NOBODY).split('$');
  if (scheme !== 'scrypt' || !salt || !key) throw new Error('A kept password is malformed.');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost);
  const isSame = timingSafeEqual(derived, Buffer.from(key, 'base64url'));
  return isSame && kept !== undefined;
}
