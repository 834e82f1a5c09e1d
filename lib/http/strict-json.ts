import { Invalid } from '@/lib/errors';
import { findFlaw } from './json-scan';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const refuse = (message: string, path = ''): Invalid =>
  new Invalid([{ path, message }], 'invalid', 'The body is not acceptable JSON.');

const decode = (bytes: Uint8Array): string => {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw refuse('must be valid UTF-8');
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The engine's message quotes the input; only its position is worth passing on.
    const at = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    throw refuse(
      at === undefined ? 'must be valid JSON' : `must be valid JSON; it breaks at ${at}`,
    );
  }
};

/**
 * JSON as RFC 7493 (I-JSON) wants it: UTF-8 without a byte order mark, no repeated name, no lone
 * surrogate, no number that a double cannot hold; beyond it no NUL (PostgreSQL's text has none), no
 * name that reaches a prototype and no nesting past 32 levels.
 * @throws Invalid naming the path of the first flaw.
 */
export function parseStrictJson(input: string | Uint8Array): unknown {
  const text = typeof input === 'string' ? input : decode(input);
  if (text.charCodeAt(0) === 0xfeff) throw refuse('must not begin with a byte order mark');
  const value = parse(text);
  const flaw = findFlaw(text);
  if (flaw) throw refuse(flaw.message, flaw.path);
  return value;
}
