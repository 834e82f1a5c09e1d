import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export type IdPrefix =
  | 'inc'
  | 'inv'
  | 'chk'
  | 'act'
  | 'grt'
  | 'exe'
  | 'agt'
  | 'key'
  | 'wid'
  | 'trm'
  | 'usr'
  | 'ses'
  | 'rst'
  | 'pch'
  | 'pky'
  | 'pkr'
  | 'pol'
  | 'dir'
  | 'dec'
  | 'evt'
  | 'frz'
  | 'lft'
  | 'ntc'
  | 'dlv'
  | 'dev'
  | 'whk'
  | 'hov'
  | 'lnk';

const inBase62 = (value: bigint, length: number): string => {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = ALPHABET[Number(rest % 62n)] + text;
    rest /= 62n;
  }
  return text;
};

/**
 * A new opaque id: 8 characters of the millisecond, so that ids of one kind sort roughly by age,
 * and 14 of 80 random bits.
 */
export function newId(prefix: IdPrefix, nowMs: number = Date.now()): string {
  const random = BigInt(`0x${randomBytes(10).toString('hex')}`);
  return `${prefix}_${inBase62(BigInt(nowMs), 8)}${inBase62(random, 14)}`;
}
