import { setTimeout } from 'node:timers/promises';

/** One frame that carries data, as the standard's parser would hand it on. */
export interface ReceivedFrame {
  id: string;
  event: string;
  data: unknown;
}

export interface Connection {
  status: number;
  contentType: string;
  /** Text lines that carry no frame: `:` comments and `retry`. */
  asides: string[];
  frames: AsyncGenerator<ReceivedFrame>;
  /** Goes away as a closed tab does. */
  leave: () => void;
}

/** A read that ends because we left is an end like another. */
async function* textOf(body: ReadableStream<Uint8Array>, signal: AbortSignal) {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body) yield decoder.decode(chunk, { stream: true });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function parse(block: string, asides: string[]): ReceivedFrame | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (name === '' || name === 'retry') asides.push(line);
    else fields.set(name, value);
  }
  const data = fields.get('data');
  if (data === undefined) return undefined;
  return { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: JSON.parse(data) };
}

/** Opens a text/event-stream, resuming after `lastId` where it is given. */
export async function connect(
  url: string,
  credentials: Record<string, string>,
  lastId?: string,
): Promise<Connection> {
  const leaving = new AbortController();
  const { signal } = leaving;
  const resume: Record<string, string> = lastId === undefined ? {} : { 'Last-Event-ID': lastId };
  const response = await fetch(url, { headers: { ...credentials, ...resume }, signal });
  const asides: string[] = [];
  async function* frames() {
    let rest = '';
    if (!response.body || !response.ok) return;
    for await (const text of textOf(response.body, signal)) {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const frame = parse(block, asides);
        if (frame) yield frame;
      }
    }
  }
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    asides,
    frames: frames(),
    leave: () => leaving.abort(),
  };
}

export interface Following {
  url: string;
  credentials: Record<string, string>;
  /** How many frames to take before leaving, at each connection in turn; then it stays. */
  cuts: number[];
  isEnd: (frame: ReceivedFrame) => boolean;
}

/**
 * Follows a stream as a browser with a bad connection does: leaves, comes back with the last id it
 * has seen, and begins again where the server could not be reached or ended the stream.
 */
export async function followStream({ url, credentials, cuts, isEnd }: Following) {
  const taken: ReceivedFrame[] = [];
  const left = [...cuts];
  for (let attempts = 0; attempts < 1000; attempts += 1) {
    const stay = left.shift() ?? Number.POSITIVE_INFINITY;
    let connection: Connection | undefined;
    let count = 0;
    try {
      connection = await connect(url, credentials, taken.at(-1)?.id);
      if (stay === 0) continue;
      for await (const frame of connection.frames) {
        taken.push(frame);
        if (isEnd(frame)) return taken;
        count += 1;
        if (count >= stay) break;
      }
    } catch {
      // The connection was lost or refused: a browser tries again, after its `retry`.
    } finally {
      connection?.leave();
    }
    // A browser waits its `retry` before it asks a server that is away; we wait less.
    if (connection?.status !== 200) await setTimeout(100);
  }
  throw new Error('The stream did not come to its end.');
}
