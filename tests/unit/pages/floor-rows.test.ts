import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askOf,
  floorSections,
  foremostWait,
  groupOf,
  heldSections,
  leadingRun,
  matching,
  placeOf,
  sayFloor,
  sparkMinutes,
  sparkOf,
  whoseOf,
} from '@/components/floor/floor-rows';
import { byUrgency } from '@/lib/incidents/floor-order';
import type { WaitingItem } from '@/lib/investigations/views';
import { incident, minutesLater, run, wait } from './samples';

const yours = wait({ isYours: true });

describe('what a row speaks of', () => {
  test('a run that goes on comes before a later one that is over', () => {
    const going = run({ id: 'inv_1', status: 'waiting' });
    const over = run({ id: 'inv_2', status: 'concluded', lastEventAt: minutesLater(5) });
    expect(leadingRun([over, going])?.id).toBe('inv_1');
  });

  test('what waits on me comes before what has waited longer on others', () => {
    const mine = wait({ id: 'act_1', isYours: true, since: minutesLater(9) });
    expect(foremostWait([wait(), mine])?.id).toBe('act_1');
  });

  test.each([
    [{ kind: 'checkpoint', stage: 'evidence' } as const, 'Review the evidence'],
    [{ kind: 'checkpoint', stage: 'commitment' } as const, 'Settle on a cause'],
    [{ kind: 'action', stage: null } as const, 'Approve or reject'],
    [{ kind: 'takeover', stage: null } as const, 'No fix in sight'],
  ])('%o is asked for as "%s"', (asked, words) => {
    expect(askOf(asked)).toBe(words);
  });

  test('an action is decided on its own page, a stop point in the room', () => {
    expect(placeOf('inc_1', wait({ kind: 'action', id: 'act_9' }))).toBe('/approvals/act_9');
    expect(placeOf('inc_1', wait())).toBe('/incidents/inc_1?run=inv_1&sel=chk%3Achk_1');
    expect(placeOf('inc_1', wait({ kind: 'outcome', id: 'act_9' }))).toBe('/approvals/act_9');
    expect(placeOf('inc_1', wait({ kind: 'pause' }))).toBe('/incidents/inc_1?run=inv_1');
    expect(placeOf('inc_1', wait({ kind: 'takeover' }))).toBe('/incidents/inc_1?run=inv_1');
  });

  test('it says whose turn it is', () => {
    expect(whoseOf(yours)).toBe('Waits on you');
    expect(whoseOf(wait())).toBe('Waits on a commander');
    expect(whoseOf(wait({ kind: 'action' }))).toBe('Waits on an approver');
    expect(whoseOf(wait({ kind: 'pause' }))).toBe('Waits on a commander');
    expect(whoseOf(wait({ kind: 'outcome' }))).toBe('Waits on somebody to look');
    const left = wait({ kind: 'takeover', ended: 'inconclusive' });
    expect(whoseOf(left)).toBe('Waits on the commander, no cause found');
    expect(whoseOf({ ...left, isYours: true, ended: 'stopped' })).toBe(
      'Waits on you, the agent was stopped',
    );
  });

  test('the spark line counts the last half hour of all runs and drops what is older', () => {
    const values = sparkOf(
      [
        {
          activity: [
            [10, 9],
            [970, 2],
          ],
        },
        {
          activity: [
            [970, 1],
            [1000, 4],
          ],
        },
      ],
      999,
    );
    expect(values).toHaveLength(sparkMinutes);
    expect(values[0]).toBe(3);
    expect(values.reduce((sum, each) => sum + each, 0)).toBe(3);
  });
});

describe('filtering', () => {
  const items = [
    incident('a', { title: 'Checkout fails', severity: 'sev1' }),
    incident('b', { title: 'Slow', service: 'payments', commanderName: 'Ada' }),
  ];

  test.each([
    ['', ['a', 'b']],
    ['  CHECKOUT ', ['a', 'b']],
    ['checkout sev1', ['a']],
    ['ada payments', ['b']],
    ['nothing of it', []],
  ])('%j finds %j', (words, ids) => {
    const listed = items.map((item) =>
      item.id === 'b' ? { ...item, title: 'Checkout slow' } : item,
    );
    expect(matching(listed, words).map(({ id }) => id)).toEqual(ids);
  });
});

describe('the parts of the floor', () => {
  const items = [
    incident('a', { waiting: [yours] }),
    incident('b', { waiting: [wait()] }),
    incident('c'),
  ];

  test('what waits on me, on others and on nobody stand apart; empty parts are left out', () => {
    expect(floorSections(items).map(({ group }) => group)).toEqual(['yours', 'others', 'moving']);
    expect(floorSections([incident('c')]).map(({ group }) => group)).toEqual(['moving']);
  });

  test('recordings stand apart at the end, and what is undecided in them waits on nobody', () => {
    const recording = incident('r', {
      clock: 'imported',
      severity: 'sev1',
      investigations: [run({ clock: 'imported' })],
      waiting: [wait({ kind: 'action' })],
    });
    const mixed = incident('m', { ...recording, id: 'm', clock: 'live', severity: 'sev4' });
    const list = [recording, mixed, ...items];
    expect(floorSections(list).at(-1)).toEqual({ group: 'recordings', items: [recording] });
    expect(groupOf(mixed)).toBe('moving');
    expect(list.toSorted(byUrgency).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'm', 'r']);
    expect(sayFloor(list, false)).toBe('4 live, 2 wait on a person, 1 of them on you; 1 recording');
    expect(sayFloor([recording], false)).toBe('0 live, none waiting on a person; 1 recording');
  });

  test('while held, a row keeps its part, newcomers come last, and what is over goes', () => {
    const drawn = floorSections(items);
    const fresh = [
      incident('d', { waiting: [yours] }),
      incident('c', { waiting: [yours], title: 'Now it waits' }),
      incident('b', { waiting: [] }),
    ];
    const held = heldSections(drawn, fresh);
    expect(held.map(({ group, items: rows }) => [group, rows.map(({ id }) => id)])).toEqual([
      ['yours', ['d']],
      ['others', ['b']],
      ['moving', ['c']],
    ]);
    expect(held[2]?.items[0]?.title).toBe('Now it waits');
  });

  test('whatever changes, holding neither loses nor doubles an incident', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
    const waits: WaitingItem[][] = [[], [yours], [wait()]];
    const some = fc.array(fc.constantFrom(...waits), { minLength: 6, maxLength: 6 });
    const listed = fc
      .tuple(ids, some)
      .map(([list, waiting]) => list.map((id, at) => incident(id, { waiting: waiting[at] ?? [] })));
    fc.assert(
      fc.property(listed, listed, (before, after) => {
        const held = heldSections(floorSections(before), after).flatMap((part) => part.items);
        expect(held.map(({ id }) => id).toSorted()).toEqual(after.map(({ id }) => id).toSorted());
      }),
    );
  });

  test.each([
    [[incident('c')], '1 live, none waiting on a person'],
    [[incident('b', { waiting: [wait()] })], '1 live, 1 waits on a person'],
    [items, '3 live, 2 wait on a person, 1 of them on you'],
  ])('the page says how things stand', (list, words) => {
    expect(sayFloor(list, false)).toBe(words);
  });
});
