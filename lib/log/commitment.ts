import { randomFillSync } from 'node:crypto';
import { canonical, sha256 } from '@/lib/log/canonical';
import { erasedValue } from '@/lib/log/erased';

type Json = Record<string, unknown>;

/** One value kept beside the log. An erased one has lost both. */
interface KeptField {
  salt: string | null;
  value?: unknown;
}
export type KeptFields = Record<string, KeptField>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** SHA-256 over the salt and the value's RFC 8785 text, lowercase hex. */
export const commit = (salt: string, value: unknown): string =>
  sha256(Buffer.from(salt, 'base64url'), canonical(value)).toString('hex');

const SALT_BYTES = 16;
const drawn = new Uint8Array(SALT_BYTES * 256);
let used = drawn.length;

/** 128 bits that nobody else is given. The system is asked for many at once: it costs the same. */
function newSalt(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const salt = Buffer.from(drawn.subarray(used, used + SALT_BYTES)).toString('base64url');
  // What has been given out is not left lying about.
  drawn.fill(0, used, used + SALT_BYTES);
  used += SALT_BYTES;
  return salt;
}

/** Returns `json` with the value at a dotted path replaced, copying only what lies on the path. */
function replace(json: Json, path: string[], next: (value: unknown) => unknown): Json {
  const [head, ...rest] = path;
  if (head === undefined || !Object.hasOwn(json, head)) return json;
  const value = json[head];
  if (rest.length === 0) return { ...json, [head]: next(value) };
  return isObject(value) ? { ...json, [head]: replace(value, rest, next) } : json;
}

/**
 * Splits a payload into what the leaf shows and what is kept beside it: each value at one of the
 * paths becomes `{commitment}`, with 128 bits of salt of its own, so that erasing one value leaves
 * no way to guess it from its commitment. Null is no content and stays.
 */
export function withCommitments(payload: Json, paths: string[]): { shown: Json; kept: KeptFields } {
  const kept: KeptFields = {};
  let shown = payload;
  for (const path of paths) {
    shown = replace(shown, path.split('.'), (value) => {
      if (value === null || value === undefined) return value;
      const salt = newSalt();
      kept[path] = { salt, value };
      return { commitment: commit(salt, value) };
    });
  }
  return { shown, kept };
}

/** The inverse: the payload with its kept values in place, and the words where one was erased. */
export function withContent(shown: Json, kept: KeptFields, erased = '[erased]'): Json {
  let payload = shown;
  for (const [path, field] of Object.entries(kept)) {
    const value = field.salt === null ? erasedValue(path, erased) : field.value;
    payload = replace(payload, path.split('.'), () => value);
  }
  return payload;
}

/** The paths whose kept value does not match the commitment in the leaf. */
export function brokenCommitments(shown: Json, kept: KeptFields): string[] {
  return Object.entries(kept).flatMap(([path, field]) => {
    if (field.salt === null) return [];
    const expected = { commitment: commit(field.salt, field.value) };
    let matches = false;
    replace(shown, path.split('.'), (found) => {
      matches = canonical(found) === canonical(expected);
      return found;
    });
    return matches ? [] : [path];
  });
}
