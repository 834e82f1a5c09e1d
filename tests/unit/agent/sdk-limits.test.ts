import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, retryAfterMs } from '@/lib/agent/sdk/backoff';
import { splitBatches } from '@/lib/agent/sdk/batches';

const sizeOf = (events: unknown) => new TextEncoder().encode(JSON.stringify({ events })).length;

describe('splitting events into posts', () => {
  it('keeps all events, in order, within both limits', () => {
    const event = fc.record({
      id: fc.string(),
      text: fc.string({ unit: 'binary', maxLength: 60 }),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const batches = splitBatches(events, 7, 1500);
        expect(batches.flat()).toEqual(events);
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(7);
          expect(sizeOf(batch)).toBeLessThanOrEqual(1500 + 16);
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('names the event that no post can carry', () => {
    expect(() => splitBatches([{ id: 'ev-9', text: 'x'.repeat(99) }], 5, 50)).toThrow(/ev-9/);
  });
});

describe('how long to wait', () => {
  it('grows to its limit and stays within half of it', () => {
    const policy = { attempts: 9, baseMs: 100, maxMs: 1000 };
    expect([0, 1, 2, 3, 4].map((n) => backoffMs(policy, n, 1))).toEqual([100, 200, 400, 800, 1000]);
    expect(backoffMs(policy, 4, 0)).toBe(500);
  });

  it.each([
    [null, undefined],
    ['2', 2000],
    ['9999', 60_000],
    ['Thu, 01 Jan 1970 00:00:03 GMT', 2000],
    ['soon', undefined],
  ])('reads Retry-After: %s', (header, ms) => {
    expect(retryAfterMs(header, 1000)).toBe(ms);
  });
});
