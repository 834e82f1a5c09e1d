import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Fan } from '@/lib/log/fan';

const turn = () => new Promise((resolve) => setTimeout(resolve));

/** What grows: whole numbers from 1; its reader answers a page of three, a turn later. */
function growing(kept: number) {
  let written = 0;
  let reads = 0;
  const fan = new Fan<number, number>(
    {
      placeOf: (item) => item,
      isAfter: (a, b) => a > b,
      read: async (after, head) => {
        reads += 1;
        await turn();
        const count = Math.min(3, head - after);
        return Array.from({ length: count }, (_, place) => after + 1 + place);
      },
      kept,
    },
    0,
  );
  return {
    fan,
    grow: (more: number, isStale = false) => {
      fan.add(
        Array.from({ length: more }, (_, place) => written + 1 + place),
        isStale,
      );
      written += more;
    },
    written: () => written,
    reads: () => reads,
  };
}

test('each is handed everything after its place, once and in order, whatever it has room for', async () => {
  const follower = fc.record({
    joins: fc.nat({ max: 12 }),
    back: fc.nat({ max: 40 }),
    /** Every so many times there is no room for a turn; never at 0. */
    full: fc.nat({ max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean(), fc.boolean()), {
        maxLength: 14,
      }),
      fc.array(follower, { minLength: 1, maxLength: 6 }),
      async (kept, growth, followers) => {
        const { fan, grow, written } = growing(kept);
        const stop = new AbortController();
        const heard: { from: number; items: number[] }[] = [];
        const going: Promise<void>[] = [];
        const join = ({ back, full }: { back: number; full: number }) => {
          const own = { from: Math.max(0, written() - back), items: [] as number[] };
          heard.push(own);
          let times = 0;
          going.push(
            fan.follow(own.from, stop.signal, (news) => {
              own.items.push(...news);
              times += 1;
              return full > 0 && times % full === 0 ? turn().then(() => undefined) : undefined;
            }),
          );
        };
        for (const [step, [more, isStale, pauses]] of growth.entries()) {
          followers.filter(({ joins }) => joins === step).forEach(join);
          grow(more, isStale);
          if (pauses) await turn();
        }
        followers.filter(({ joins }) => joins >= growth.length).forEach(join);
        const isDone = () => heard.every(({ from, items }) => from + items.length >= written());
        for (let turns = 0; turns < 200 && !isDone(); turns += 1) await turn();
        for (const { from, items } of heard) {
          const all = Array.from({ length: written() - from }, (_, place) => from + 1 + place);
          expect(items).toEqual(all);
        }
        stop.abort();
        await Promise.all(going);
        expect(fan.followers).toBe(0);
      },
    ),
    { numRuns: 150 },
  );
});

describe('what thousands follow', () => {
  it('is handed to all who have room before anything else happens, by one array', () => {
    const { fan, grow, reads } = growing(10);
    const { signal } = new AbortController();
    const heard: (readonly number[])[] = [];
    for (let each = 0; each < 100; each += 1) {
      void fan.follow(0, signal, (news) => void heard.push(news));
    }
    grow(2);
    expect(heard).toHaveLength(100);
    expect(new Set(heard).size).toBe(1);
    grow(1);
    expect(heard.slice(100).every((news) => news.length === 1 && news[0] === 3)).toBe(true);
    expect(reads()).toBe(0);
  });

  it('is not held up by one who has no room, or who fails', async () => {
    const { fan, grow } = growing(10);
    const { signal } = new AbortController();
    const heard: number[] = [];
    void fan.follow(0, signal, () => new Promise(() => {}));
    const failing = fan.follow(0, signal, () => {
      throw new Error('It cannot take this.');
    });
    const refusing = fan.follow(0, signal, () => Promise.reject(new Error('Nor this.')));
    void fan.follow(0, signal, (news) => void heard.push(...news));
    grow(1);
    grow(1);
    expect(heard).toEqual([1, 2]);
    await expect(failing).rejects.toThrow('It cannot take this.');
    await expect(refusing).rejects.toThrow('Nor this.');
    expect(fan.followers).toBe(2);
  });

  it('is read anew once what was held is stale', async () => {
    const { fan, grow, reads } = growing(10);
    grow(3);
    grow(1, true);
    const { signal } = new AbortController();
    const heard: number[] = [];
    void fan.follow(1, signal, (news) => void heard.push(...news));
    await expect.poll(() => heard).toEqual([2, 3, 4]);
    expect(reads()).toBeGreaterThan(0);
  });

  it('goes on from a head that stands after the last that there is', async () => {
    const read = async () => Promise.resolve([]);
    const source = { placeOf: (item: number) => item, isAfter: (a: number, b: number) => a > b };
    const fan = new Fan<number, number>({ ...source, read, kept: 10 }, 7);
    const heard: number[] = [];
    const { signal } = new AbortController();
    void fan.follow(3, signal, (news) => void heard.push(...news));
    await turn();
    fan.add([9, 12]);
    expect(heard).toEqual([9, 12]);
  });

  it('ends for whoever left already, and hands nothing to who left while it read', async () => {
    const { fan, grow } = growing(1);
    grow(5);
    const left = new AbortController();
    const heard: number[] = [];
    const following = fan.follow(0, left.signal, (news) => void heard.push(...news));
    left.abort();
    await following;
    await turn();
    await turn();
    expect(heard).toEqual([]);
    await fan.follow(0, left.signal, (news) => void heard.push(...news));
    expect(heard).toEqual([]);
  });
});
