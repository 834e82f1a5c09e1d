import { DomainError, Invalid, TooLarge } from '@/lib/errors';
import { parseStrictJson } from './strict-json';

export const MAX_BODY_BYTES = 1024 * 1024;

const tooLarge = (limit: number): TooLarge =>
  new TooLarge(`The body is larger than ${limit} bytes. Nothing was changed; send less at once.`);

/** As much of a body that is too large is still taken in, and for as long, in bytes and ms. */
const PASSED_OVER = { bytes: 16 * 1024 * 1024, ms: 3000 };

/**
 * Takes in the rest of a body and keeps nothing of it, within bounds. Whoever closes on bytes that
 * nobody has read resets the connection, and the sender loses the refusal with it.
 */
async function passOver(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PASSED_OVER.ms, undefined);
  });
  try {
    for (let passed = 0; passed < PASSED_OVER.bytes;) {
      const chunk = await Promise.race([reader.read(), isLate]);
      if (!chunk || chunk.done) break;
      passed += chunk.value.byteLength;
    }
  } catch {
    // The sender has gone, so nobody waits for the refusal.
  } finally {
    clearTimeout(timer);
    void reader.cancel().catch(() => undefined);
  }
}

/**
 * The bytes of a request's body, counted as they arrive: a Content-Length is a claim.
 * @throws TooLarge past the limit, keeping nothing of the rest.
 */
export async function readBytes(request: Request, limit = MAX_BODY_BYTES): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  if (Number(request.headers.get('content-length')) > limit) {
    await passOver(reader);
    throw tooLarge(limit);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    let chunk;
    try {
      chunk = await reader.read();
    } catch {
      throw new Invalid([{ path: '', message: 'ended before it was complete' }]);
    }
    if (chunk.done) break;
    size += chunk.value.byteLength;
    if (size > limit) {
      await passOver(reader);
      throw tooLarge(limit);
    }
    chunks.push(chunk.value);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
}

const isJson = (contentType: string): boolean => {
  const [type, ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='));
  return type?.trim() === 'application/json' && /^(?:charset="?utf-8"?)?$/.test(charset ?? '');
};

/**
 * The body's JSON value; `undefined` when there is no body at all.
 * @throws TooLarge, DomainError `unsupported-media-type`, Invalid.
 */
export async function readJson(request: Request, limit = MAX_BODY_BYTES): Promise<unknown> {
  const bytes = await readBytes(request, limit);
  if (bytes.byteLength === 0) return undefined;
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (!isJson(request.headers.get('content-type') ?? '') || encoding !== 'identity') {
    throw new DomainError(
      'unsupported-media-type',
      415,
      'Send the body as application/json in UTF-8, not compressed.',
    );
  }
  return parseStrictJson(bytes);
}
