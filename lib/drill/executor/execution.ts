import type { Client } from '@/lib/agent/sdk/client';
import type { ExecutionEvent } from '@/lib/agent/sdk/types';

const HEARTBEAT_MS = 10_000;
const FLUSH_MS = 400;
/** What one event may carry, well below the server's limit. */
const MAX_TEXT = 20_000;

/**
 * Reports one execution as it goes: output in small batches, a heartbeat when there is none, and
 * the end once all before it was taken. Events carry ids, so that a repeat after a lost answer
 * counts once. A report that is refused is thrown by the next call.
 */
export function reportExecution(client: Client, executionId: string) {
  let count = 0;
  let lines: string[] = [];
  let lastMs = Date.now();
  let sending: Promise<unknown> = Promise.resolve();

  const event = (kind: ExecutionEvent['kind'], more: Partial<ExecutionEvent> = {}) => {
    count += 1;
    return { id: `x${count}`, kind, at: new Date().toISOString(), ...more };
  };
  const send = (events: ExecutionEvent[]) => {
    lastMs = Date.now();
    const before = sending;
    sending = (async () => {
      await before;
      await client.executor.postEvents(executionId, events);
    })();
    sending.catch(() => undefined); // told by the call that waits for it
    return sending;
  };
  const flush = () => {
    if (lines.length === 0) return;
    const text = lines.join('\n').slice(0, MAX_TEXT);
    lines = [];
    void send([event('output', { text })]);
  };
  const timer = setInterval(() => {
    flush();
    if (Date.now() - lastMs >= HEARTBEAT_MS) void send([event('heartbeat')]);
  }, FLUSH_MS);

  return {
    started: (text: string) => send([event('started', { text })]),
    line: (text: string) => {
      lines.push(text);
    },
    /** Tells the end; resolves once the server has it. */
    async finished(exitCode: number | null, text: string): Promise<void> {
      clearInterval(timer);
      flush();
      const kind = exitCode === 0 ? 'succeeded' : 'failed';
      await send([event(kind, { text, ...(exitCode === null ? {} : { exitCode }) })]);
    },
  };
}
