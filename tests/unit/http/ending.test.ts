import { expect, test } from 'vitest';
import { beginEnding } from '@/lib/ending';
import { sseResponse } from '@/lib/http/sse';
import { ask, plain, sample } from './sample';

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });

// A process ends once, so this is one test in a process of its own.
test('what is told to end ends its streams, begins none, and sends everybody away', async () => {
  const request = new Request('http://localhost/stream');
  const open = (): Promise<string> =>
    sseResponse(request, (_send, signal) => untilAborted(signal)).text();
  const before = open();
  beginEnding();
  expect(await before).not.toContain('data:');
  expect(await open()).not.toContain('data:');
  const { status, body, response } = await ask(plain(sample), null, {});
  expect([status, body.type]).toEqual([503, expect.stringMatching(/\/problems\/ending$/)]);
  expect(response.headers.get('retry-after')).toBe('1');
});
