import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingProxy {
  /** The same installation by another port. */
  url: string;
  /** The live streams that are open through it, by what each asks for. */
  open(): string[];
  /** Loses the lines that stand, and until it is mended takes no other. */
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

/** Stands between a browser and an installation, and knows how many live streams are open. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  const { port, host } = new URL(target);
  const streams = new Map<ServerResponse, string>();
  let isCut = false;
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    const isStream = path.startsWith('/api/v1/live');
    if (isStream && isCut) {
      incoming.socket.destroy();
      return;
    }
    const { method, headers } = incoming;
    const onward = request(
      { host: 'localhost', port, path, method, headers: { ...headers, host } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    if (isStream) streams.set(outgoing, path);
    // Either end may go at any time; then the other goes too.
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => {
      streams.delete(outgoing);
      onward.destroy();
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    open: () => [...streams.values()],
    cut: () => {
      isCut = true;
      for (const stream of streams.keys()) stream.destroy();
    },
    mend: () => {
      isCut = false;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
