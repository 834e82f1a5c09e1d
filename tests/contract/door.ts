import { connect as dial, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

/** A way to the database that can be shut: what a server that stops, or a cable, looks like. */
export interface Door {
  /** The same database, by way of the door. */
  url: string;
  /** Cuts every connection and refuses new ones. */
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** A door on a free port of the loopback before the server of this address. */
export async function doorTo(databaseUrl: string): Promise<Door> {
  const target = new URL(databaseUrl);
  const host = target.hostname;
  const port = Number(target.port || 5432);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A cut connection is what the test is about.
    socket.on('error', () => socket.destroy());
  };
  const server = createServer((near) => {
    const far = dial({ host, port });
    for (const each of [near, far]) keep(each);
    near.pipe(far);
    far.pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const listen = async (at: number): Promise<void> => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The door has no port.');
  const own = address.port;
  target.hostname = '127.0.0.1';
  target.port = String(own);
  return {
    url: target.href,
    async shut() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    open: () => listen(own),
  };
}
