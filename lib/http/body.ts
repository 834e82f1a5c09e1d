import { DomainError, Invalid, TooLarge } from '@/lib/errors';
import { parseStrictJson } from './strict-json';

export const MAX_BODY_BYTES = 1024 * 1024;

const tooLarge = (limit: number): TooLarge =>
  new TooLarge(`The body is larger than ${limit} bytes. Nothing was changed; send less at once.`);

/**
 * The bytes of a request's body, counted as they arrive: a Content-Length is a claim.
 * @throws TooLarge past the limit, without reading the rest.
 */
export async function readBytes(request: Request, limit = MAX_BODY_BYTES): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > limit) throw tooLarge(limit);
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
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
      void reader.cancel().catch(() => undefined);
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
