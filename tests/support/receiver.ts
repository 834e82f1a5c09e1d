import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterAll } from 'vitest';

/** One post as it arrived. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** How it answers from now on: a status, or by itself. */
  answer(with_: number | { status: number; headers: Record<string, string> }): void;
  /** Leaves whoever posts without an answer, until released. */
  hold(): () => void;
  /** Resolves once so many have arrived in all. */
  arrived(count: number): Promise<Received[]>;
}

/** A real server on the loopback that takes whatever is posted, as a pager or a push service does. */
export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer: { status: number; headers: Record<string, string> } = { status: 201, headers: {} };
  let held: Promise<void> | undefined;
  let waiting: { count: number; done: () => void }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    received.push({
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks),
    });
    for (const each of waiting) if (received.length >= each.count) each.done();
    waiting = waiting.filter(({ count }) => count > received.length);
    await held;
    response.writeHead(answer.status, answer.headers).end('taken');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    answer(given) {
      answer = typeof given === 'number' ? { status: given, headers: {} } : given;
    },
    hold() {
      let release = () => {};
      held = new Promise((done) => {
        release = done;
      });
      return () => {
        held = undefined;
        release();
      };
    },
    async arrived(count) {
      if (received.length < count) {
        await new Promise<void>((done) => {
          waiting.push({ count, done });
        });
      }
      return received;
    },
  };
}
