import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { risk } from '@/lib/actions/schema';
import { byUrgency } from '@/lib/inbox/order';
import { severity } from '@/lib/incidents/schema';

const NOW = Date.parse('2026-03-01T03:00:00.000Z');
const inMinutes = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

const item = (id: string, more: Partial<Parameters<typeof byUrgency>[0][number]> = {}) => ({
  id,
  isMine: false,
  risk: 'low' as const,
  expiresAt: inMinutes(20),
  incident: { severity: 'sev3' as const },
  ...more,
});

const anItem = fc.record({
  id: fc.uuid(),
  isMine: fc.boolean(),
  risk: fc.option(fc.constantFrom(...risk.options)),
  expiresAt: fc.option(fc.integer({ min: -10, max: 500 }).map(inMinutes)),
  incident: fc.record({ severity: fc.constantFrom(...severity.options) }),
});

describe('what waits is in the order of', () => {
  test.each([
    [
      'whose it is',
      [item('other', { expiresAt: inMinutes(1) }), item('mine', { isMine: true })],
      ['mine', 'other'],
    ],
    [
      'the time left',
      [item('later', { risk: 'critical' }), item('soon', { expiresAt: inMinutes(4) })],
      ['soon', 'later'],
    ],
    [
      'the risk, where the time left is much the same',
      [item('low', { expiresAt: inMinutes(16) }), item('high', { risk: 'high' })],
      ['high', 'low'],
    ],
    [
      'the severity after that',
      [
        item('minor', { expiresAt: inMinutes(16) }),
        item('grave', { incident: { severity: 'sev1' } }),
      ],
      ['grave', 'minor'],
    ],
    [
      'what is over in production and unknown before all',
      [item('soon', { expiresAt: inMinutes(1) }), item('unknown', { expiresAt: null })],
      ['unknown', 'soon'],
    ],
  ])('%s', (_name, items, ids) => {
    expect(byUrgency(items, NOW).map(({ id }) => id)).toEqual(ids);
  });

  test('nothing else: it is the same however they came', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anItem, { selector: ({ id }) => id }), (items) => {
        const ordered = byUrgency(items, NOW);
        expect(byUrgency(items.toReversed(), NOW)).toEqual(ordered);
        const firstOfOthers = ordered.findIndex(({ isMine }) => !isMine);
        expect(ordered.slice(Math.max(0, firstOfOthers)).some(({ isMine }) => isMine)).toBe(
          firstOfOthers === -1 && ordered.length > 0,
        );
      }),
    );
  });
});
