import { connect as dial, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

/** A way to the database that can be shut, or frozen: a server that stops, a cable, a black hole. */
export interface Door {
  /** The same database, by way of the door. */
  url: string;
  /** Cuts every connection and refuses new ones. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** From now on takes every connection and every byte, and hands nothing on. */
  freeze(): void;
  /** Freezes by itself once the server has been sent all these words, in order, on one connection. */
  freezeAfter(...words: string[]): void;
  /** Settles the next time that it is frozen. */
  frozen(): Promise<void>;
  /** Hands on what new connections send; those that are frozen stay so for good. */
  bypass(): void;
  /** Hands on what waited, and goes on. */
  thaw(): void;
}

/** One way through, both directions. */
class Passage {
  readonly #far: Socket;
  #isOpen = false;

  constructor(
    readonly near: Socket,
    far: { host: string; port: number },
    onSent: (chunk: Buffer) => void,
  ) {
    this.#far = dial(far);
    for (const [each, other] of [
      [near, this.#far],
      [this.#far, near],
    ] as const) {
      // A cut connection is what the test is about.
      each.on('error', () => each.destroy());
      each.on('close', () => other.destroy());
      each.on('end', () => other.end());
    }
    near.on('data', (chunk: Buffer) => {
      this.#far.write(chunk);
      onSent(chunk);
    });
    this.#far.on('data', (chunk: Buffer) => near.write(chunk));
    this.freeze();
  }

  freeze(): void {
    this.near.pause();
    this.#far.pause();
    this.#isOpen = false;
  }

  thaw(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.near.resume();
    this.#far.resume();
  }

  cut(): void {
    this.near.destroy();
    this.#far.destroy();
  }
}

/** A door on a free port of the loopback before the server of this address. */
export async function doorTo(databaseUrl: string): Promise<Door> {
  const target = new URL(databaseUrl);
  const far = { host: target.hostname, port: Number(target.port || 5432) };
  const passages = new Set<Passage>();
  let isFrozen = false;
  let awaited: string[] = [];
  let tell: (() => void)[] = [];
  const freeze = (): void => {
    isFrozen = true;
    awaited = [];
    for (const passage of passages) passage.freeze();
    for (const told of tell) told();
    tell = [];
  };
  const server = createServer((near) => {
    let heard: { of: string[]; count: number } = { of: awaited, count: 0 };
    const passage = new Passage(near, far, (chunk) => {
      if (heard.of !== awaited) heard = { of: awaited, count: 0 };
      const next = awaited[heard.count];
      if (next === undefined || !chunk.includes(next)) return;
      heard.count += 1;
      if (heard.count === awaited.length) freeze();
    });
    passages.add(passage);
    near.on('close', () => passages.delete(passage));
    if (!isFrozen) passage.thaw();
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
      for (const passage of passages) passage.cut();
      await closed;
    },
    open: () => listen(own),
    freeze,
    freezeAfter: (...words) => {
      awaited = words;
    },
    frozen: () =>
      new Promise((resolve) => {
        tell.push(resolve);
      }),
    bypass: () => {
      isFrozen = false;
    },
    thaw() {
      isFrozen = false;
      for (const passage of passages) passage.thaw();
    },
  };
}
