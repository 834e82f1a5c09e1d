import { describe, expect, test } from 'vitest';
import { type AlertPlace, routeAlerts } from '@/lib/incidents/alert-routes';
import type { Alert } from '@/lib/incidents/schema';
import { instantAt } from '../room/room-sample';

const alert = (fingerprint: string, status: Alert['status'] = 'firing'): Alert => ({
  fingerprint,
  status,
  labels: {},
  annotations: {},
  startsAt: instantAt(0),
  endsAt: null,
  generatorURL: null,
});

const place = (id: string, known: string[], more: Partial<AlertPlace> = {}): AlertPlace => ({
  id,
  of: undefined,
  isOpen: true,
  isHome: false,
  known: new Set(known),
  ...more,
});

const home = place('inc_home', ['a', 'b'], { isHome: true });
const split = place('inc_split', ['c']);

describe('an alert of a group goes', () => {
  test.each([
    ['to the incident that the group has open', [home], alert('a'), 'inc_home'],
    ['there too where nobody knows it yet', [home, split], alert('new'), 'inc_home'],
    ['to the one that it was split off into', [home, split], alert('c'), 'inc_split'],
    [
      'home once that one has ended, if it fires again',
      [home, { ...split, isOpen: false }],
      alert('c'),
      'inc_home',
    ],
    [
      'nowhere once that one has ended, if it is over',
      [home, { ...split, isOpen: false }],
      alert('c', 'resolved'),
      undefined,
    ],
    ['nowhere where nothing is open', [{ ...home, isOpen: false }], alert('a'), undefined],
    [
      'to the split one even where the group has nothing open',
      [{ ...home, isOpen: false }, split],
      alert('c'),
      'inc_split',
    ],
  ] as const)('%s', (_where, places, news, expected) => {
    expect(routeAlerts([news], places).routed[0]?.id).toBe(expected);
  });

  test('to a survivor under the name of the incident that it came with', () => {
    const merged = place('inc_survivor', ['a'], { of: 'inc_home', isHome: true });
    const { routed, left } = routeAlerts([alert('a'), alert('new')], [merged]);
    expect(left).toEqual([]);
    expect(routed).toMatchObject([
      {
        id: 'inc_survivor',
        alerts: [
          { fingerprint: 'a', of: 'inc_home' },
          { fingerprint: 'new', of: 'inc_home' },
        ],
      },
    ]);
  });

  test('into a new incident where no open one takes it', () => {
    const { routed, left } = routeAlerts([alert('c'), alert('new')], [split]);
    expect(routed.map(({ id }) => id)).toEqual(['inc_split']);
    expect(left.map(({ fingerprint }) => fingerprint)).toEqual(['new']);
  });
});
