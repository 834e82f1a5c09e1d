import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONNECT_MS, STALE_MS, staleMs, wallOrder, wallPages } from '@/components/wall/wall-pages';
import { incident, wait } from '../pages/samples';

describe('the pages of a wall', () => {
  const someRows = array(integer(), { maxLength: 60 }).map((all) => all.map((_, place) => place));

  it('show every incident, whatever fits', () => {
    assert(
      property(
        someRows,
        integer({ min: 1, max: 12 }),
        integer({ min: 0, max: 60 }),
        (items, fits, urgent) => {
          const { pinned, pages } = wallPages(items, fits, urgent);
          expect(new Set([...pinned, ...pages.flat()])).toEqual(new Set(items));
          expect(pinned.length + pages.flat().length).toBe(items.length);
          for (const page of pages) expect(pinned.length + page.length).toBeLessThanOrEqual(fits);
        },
      ),
    );
  });

  it('keep the most urgent in view, on at most half of the rows', () => {
    const items = Array.from({ length: 20 }, (_, place) => place);
    const { pinned, pages } = wallPages(items, 6, 9);
    expect(pinned).toEqual([0, 1, 2]);
    expect(pages[0]).toEqual([3, 4, 5]);
    expect(pages).toHaveLength(6);
  });

  it('are one where all fit', () => {
    expect(wallPages([1, 2, 3], 3, 2)).toEqual({ pinned: [], pages: [[1, 2, 3]] });
    expect(wallPages([], 3, 0).pages).toEqual([[]]);
  });
});

describe('the order of a wall', () => {
  it('puts what waits on anybody first, then the graver, and leaves recordings out', () => {
    const items = [
      incident('calm', { severity: 'sev1' }),
      incident('waits', { severity: 'sev3', waiting: [wait({ id: 'chk_1' })] }),
      incident('yours', { severity: 'sev4', waiting: [wait({ id: 'chk_2', isYours: true })] }),
      incident('recorded', { clock: 'imported' }),
      incident('quiet', { severity: 'sev2' }),
    ];
    expect(wallOrder(items).map(({ id }) => id)).toEqual(['waits', 'yours', 'calm', 'quiet']);
  });
});

describe('a wall that is not live', () => {
  const at = 1_000_000;
  it.each([
    ['is live while it hears', 'live', at - 1000, true, 0],
    [
      'is stale once it heard nothing for two heartbeats',
      'live',
      at - STALE_MS - 1,
      true,
      STALE_MS + 1,
    ],
    ['is given a moment to connect', 'connecting', at - CONNECT_MS, true, 0],
    ['is stale when it could not', 'reconnecting', at - CONNECT_MS - 1, true, CONNECT_MS + 1],
    ['is stale at once when its list cannot be read', 'live', at, false, 1],
  ])('%s', (_what, state, lastAt, isReadable, ms) => {
    expect(staleMs({ state, lastAt }, isReadable, at)).toBe(ms);
  });
});
