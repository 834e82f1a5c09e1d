import { request } from 'node:http';
import type { Answer } from '../support/api';

export interface RawPost {
  body: string | Uint8Array;
  contentType?: string;
  headers?: Record<string, string>;
  method?: string;
}

/**
 * A request byte for byte, and its answer even where that comes before all was sent. Without a
 * Content-Length of its own it goes out in chunks.
 */
export function rawPost(
  url: string,
  key: string,
  { body, contentType = 'application/json', headers = {}, method = 'POST' }: RawPost,
  isChunked = false,
): Promise<Answer> {
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        agent: false,
        headers: {
          Authorization: `Bearer ${key}`,
          ...(contentType ? { 'Content-Type': contentType } : {}),
          ...(isChunked ? {} : { 'Content-Length': bytes.byteLength }),
          ...headers,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          const isJson = /json/.test(response.headers['content-type'] ?? '');
          const given = Object.entries(response.headers).map(([name, value]): [string, string] => [
            name,
            String(value),
          ]);
          resolve({
            status: response.statusCode ?? 0,
            headers: new Headers(given),
            body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
          });
        });
        response.on('error', reject);
      },
    );
    // A server that has answered early may close before the rest is sent: the answer counts.
    sent.on('error', (error) => setImmediate(() => reject(error)));
    for (let at = 0; at < bytes.byteLength; at += 65_536) {
      sent.write(bytes.subarray(at, at + 65_536));
    }
    sent.end();
  });
}
