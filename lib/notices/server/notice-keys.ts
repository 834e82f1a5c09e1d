import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import webpush from 'web-push';
import { z } from 'zod';
import { writePrivately } from '@/lib/db/kept-secret';
import { changedAt, createFirst, readPrivate } from '@/lib/db/private-file';
import { env } from '@/lib/env';
import { Conflict } from '@/lib/errors';

const keyFile = z.object({
  /** What push services know this installation by (RFC 8292). Changing it loses every device. */
  vapid: z.object({ publicKey: z.string(), privateKey: z.string() }),
  /** Oldest first: the last one seals, all of them open. */
  seals: z.array(z.object({ id: z.string(), key: z.base64() })).min(1),
});
export type NoticeKeys = z.infer<typeof keyFile>;

const WHAT = 'The notice keys';

const newSeal = () => ({
  id: randomBytes(6).toString('base64url'),
  key: randomBytes(32).toString('base64'),
});

const fresh = (): NoticeKeys => ({ vapid: webpush.generateVAPIDKeys(), seals: [newSeal()] });

function read(path: string): NoticeKeys | undefined {
  const text = readPrivate(path, WHAT);
  if (text === undefined) return undefined;
  const parsed = keyFile.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${WHAT} in ${path} are not what this version writes.`);
  return parsed.data;
}

let loaded: { path: string; changedMs: number; keys: NoticeKeys | undefined } | undefined;

/**
 * The keys by which notices are handed on, read again when the file changes. Made at first use,
 * except in production, where each process making its own would lose every device: undefined there
 * until somebody makes them.
 * @throws Error in one sentence when the file is open to others or malformed
 */
export function noticeKeys(): NoticeKeys | undefined {
  const { NOTICE_KEYS_FILE: path, COUNTERSIGN_PROFILE } = env();
  let changedMs = changedAt(path);
  if (changedMs === undefined) {
    if (COUNTERSIGN_PROFILE === 'production') return undefined;
    createFirst(path, `${JSON.stringify(fresh())}\n`);
    changedMs = changedAt(path) ?? 0;
  }
  if (loaded?.path !== path || loaded.changedMs !== changedMs) {
    loaded = { path, changedMs, keys: read(path) };
  }
  return loaded.keys;
}

/** @throws Conflict `no-notice-keys` */
export function demandNoticeKeys(): NoticeKeys {
  const keys = noticeKeys();
  if (keys) return keys;
  throw new Conflict(
    'no-notice-keys',
    'This installation has no notice keys yet. Whoever runs it makes them with: npm run admin -- notice-key new',
  );
}

/**
 * Adds a key that seals from now on, in a file made where there is none; what earlier ones sealed
 * goes on opening, and devices stay enrolled. Returns the new key's id.
 */
export function addNoticeKey(path: string): string {
  const known = read(path);
  const keys = known ? { ...known, seals: [...known.seals, newSeal()] } : fresh();
  writePrivately(path, `${JSON.stringify(keys)}\n`);
  return keys.seals.at(-1)?.id ?? '';
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals a text for one receiver (AES-256-GCM): moved to another's row, it does not open. */
export function seal(of: string, text: string): string {
  const newest = demandNoticeKeys().seals.at(-1);
  if (!newest) throw new Error('There is no key to seal with.');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(newest.key, 'base64'), iv);
  cipher.setAAD(Buffer.from(of));
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
  return `${newest.id}.${Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url')}`;
}

/** @throws Error where no key of ours sealed it for this receiver */
export function unseal(of: string, sealed: string): string {
  const [id, text = ''] = sealed.split('.');
  const known = demandNoticeKeys().seals.find((each) => each.id === id);
  if (!known) throw new Error(`The key ${id} that sealed ${of} is not in the notice keys.`);
  const bytes = Buffer.from(text, 'base64url');
  const key = Buffer.from(known.key, 'base64');
  const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
  opening.setAAD(Buffer.from(of));
  opening.setAuthTag(bytes.subarray(-TAG_BYTES));
  const body = opening.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
  return Buffer.concat([body, opening.final()]).toString('utf8');
}
