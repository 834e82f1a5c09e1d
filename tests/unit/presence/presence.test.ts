import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { othersIn } from '@/components/presence/others-in';
import { initialsOf, presenceWords } from '@/components/presence/presence-words';
import { type LeaseRow, MOST_NAMED, presenceIn } from '@/lib/presence/rules';

const lease = (personId: string, second: number, incidentId = 'inc_a'): LeaseRow => ({
  incidentId,
  personId,
  name: `Name of ${personId}`,
  arrivedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, second)),
});
const ids = (leases: LeaseRow[]) => presenceIn('inc_a', leases).people.map(({ id }) => id);

describe('who is in a room', () => {
  test('is each person once, however many processes hold a lease, since the first of them', () => {
    const { people } = presenceIn('inc_a', [lease('b', 5), lease('a', 9), lease('a', 2)]);
    expect(people).toEqual([
      { id: 'a', name: 'Name of a', since: '2026-01-01T00:00:02.000Z' },
      { id: 'b', name: 'Name of b', since: '2026-01-01T00:00:05.000Z' },
    ]);
  });

  test('is nobody of another room', () => {
    expect(ids([lease('a', 1, 'inc_b'), lease('b', 1)])).toEqual(['b']);
  });

  test('is the same whatever order the leases come in', () => {
    const leases = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat({ max: 9 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(leases, (pairs) => {
        const rows = pairs.map(([id, second]) => lease(id, second));
        const told = presenceIn('inc_a', rows);
        expect(presenceIn('inc_a', rows.toReversed())).toEqual(told);
        expect(told.people.length).toBe(new Set(pairs.map(([id]) => id)).size);
      }),
    );
  });

  test('is counted past a few, and whoever looks is none of the others', () => {
    const crowd = Array.from({ length: MOST_NAMED + 6 }, (_, i) => lease(`p${i}`, i));
    const presence = presenceIn('inc_a', crowd);
    expect(presence).toMatchObject({ more: 6 });
    expect(othersIn(presence, 'p3')).toMatchObject({ count: MOST_NAMED + 5 });
    expect(othersIn(presence, `p${MOST_NAMED + 2}`)).toMatchObject({ count: MOST_NAMED + 5 });
    expect(othersIn(presenceIn('inc_a', [lease('me', 1)]), 'me').count).toBe(0);
    expect(othersIn(undefined, 'me').count).toBe(0);
  });
});

describe('the words for who is in a room', () => {
  const named = (...names: string[]) => names.map((name, i) => ({ id: `p${i}`, name, since: '' }));

  test('name everybody, and who commands', () => {
    expect(presenceWords(named('Ada Lovelace', 'Bob Kahn'), 2, 'p0')).toBe(
      'You and 2 others: Ada Lovelace, who commands; Bob Kahn',
    );
    expect(presenceWords(named('Ada'), 1, null)).toBe('You and 1 other: Ada');
    expect(presenceWords(named('Ada'), 9, null)).toBe('You and 9 others: Ada; 8 more');
  });

  test('hold nothing that turns or hides the text around it', () => {
    const words = presenceWords(named('\u202Enimda\u0000', 'Eve\u200B'), 2, null);
    for (const hidden of ['\u202E', '\u200B', '\u0000']) expect(words).not.toContain(hidden);
  });

  test.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['Jean Michel van Damme', 'JD'],
    ['\u202E(root) "x"', 'RX'],
    ['  \u200B  ', '?'],
    ['', '?'],
    ['李 小龙', '李小'],
    ['😀 4th', '4'],
  ])('%j is drawn as %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
