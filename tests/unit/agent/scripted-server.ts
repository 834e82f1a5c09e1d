import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';

export interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

export type Answer = (response: ServerResponse, seen: Seen) => void;

export interface ScriptedServer {
  url: string;
  seen: Seen[];
  close: () => Promise<void>;
}

/** A network that misbehaves on cue: answers come from the script, in order, then from its last. */
export async function scriptedServer(...script: Answer[]): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { method = '', url = '', headers } = request;
      const body: unknown = text ? JSON.parse(text) : undefined;
      const index = Math.min(seen.length, script.length - 1);
      const one = { method, url, headers, body };
      seen.push(one);
      script[index]?.(response, one);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

export const problem = (status: number, slug: string, headers: Record<string, string> = {}) =>
  json({ type: `https://example.test/problems/${slug}`, status, detail: 'No.' }, status, headers);

export const hangUp: Answer = (response) => {
  response.destroy();
};

/** An event stream of the given seqs that then ends. */
export const frames =
  (...seqs: number[]): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': here\n\nretry: 1\n\n');
    for (const seq of seqs) {
      response.write(`id: ${seq}\nevent: timeline\ndata: ${JSON.stringify({ seq })}\n\n`);
    }
    response.end();
  };
