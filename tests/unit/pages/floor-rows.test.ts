import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askOf,
  foremostWait,
  leadingRun,
  filtered,
  matching,
  placeOf,
  sayFloor,
  sparkMinutes,
  sparkOf,
  whoseOf,
} from '@/components/floor/floor-rows';
import { floorSections, groupOf, heldFloor } from '@/components/floor/floor-sections';
import { withRows } from '@/components/floor/with-rows';
import { byUrgency } from '@/lib/incidents/floor-order';
import type { WaitingItem } from '@/lib/investigations/views';
import { AT, incident, minutesLater, run, wait } from './samples';

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
    expect(floorSections(items).map(({ key }) => key)).toEqual(['yours', 'others', 'moving']);
    expect(floorSections([incident('c')]).map(({ key }) => key)).toEqual(['moving']);
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
    expect(floorSections(list).at(-1)).toMatchObject({ key: 'recordings', items: [recording] });
    expect(groupOf(mixed)).toBe('moving');
    expect(list.toSorted(byUrgency).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'm', 'r']);
    expect(sayFloor(list, false)).toBe('4 live, 2 wait on a person, 1 of them on you; 1 recording');
    expect(sayFloor([recording], false)).toBe('0 live, none waiting on a person; 1 recording');
  });

  test('while somebody reads, every row keeps its place and says what is new of it; newcomers wait', () => {
    const fresh = [
      incident('d', { waiting: [yours] }),
      incident('c', { waiting: [yours], title: 'Now it waits' }),
      incident('b', { waiting: [] }),
    ];
    const { sections, gone, arrived } = heldFloor(floorSections(items), fresh);
    expect(sections.map(({ key, items: rows }) => [key, rows.map(({ id }) => id)])).toEqual([
      ['yours', ['a']],
      ['others', ['b']],
      ['moving', ['c']],
    ]);
    expect(sections[2]?.items[0]?.title).toBe('Now it waits');
    expect([...gone]).toEqual(['a']);
    expect(arrived.map(({ id }) => id)).toEqual(['d']);
  });

  test('whatever changes meanwhile, no drawn row moves, and nothing is lost or told twice', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
    const waits: WaitingItem[][] = [[], [yours], [wait()]];
    const some = fc.array(fc.constantFrom(...waits), { minLength: 6, maxLength: 6 });
    const listed = fc
      .tuple(ids, some)
      .map(([list, waiting]) => list.map((id, at) => incident(id, { waiting: waiting[at] ?? [] })));
    const placed = (sections: ReturnType<typeof floorSections>) =>
      sections.map(({ key, items: rows }) => [key, rows.map(({ id }) => id)]);
    fc.assert(
      fc.property(listed, listed, (before, after) => {
        const drawn = floorSections(before);
        const { sections, gone, arrived } = heldFloor(drawn, after);
        expect(placed(sections)).toEqual(placed(drawn));
        const here = sections.flatMap((part) => part.items).filter(({ id }) => !gone.has(id));
        const told = [...here, ...arrived];
        expect(told.map(({ id }) => id).toSorted()).toEqual(after.map(({ id }) => id).toSorted());
        for (const item of told) expect(after).toContain(item);
      }),
    );
  });

  test('by service and by severity the parts stand by what is most urgent, recordings last', () => {
    const list = [
      incident('a', { service: 'payments', severity: 'sev2' }),
      incident('b', { service: 'checkout', severity: 'sev1' }),
      incident('c', { service: 'payments', severity: 'sev1' }),
      incident('r', { clock: 'imported', severity: 'sev1' }),
    ];
    const parts = (by: 'service' | 'severity') =>
      floorSections(list, by).map(({ title, items: rows }) => [title, rows.map(({ id }) => id)]);
    expect(parts('service')).toEqual([
      ['payments', ['a', 'c']],
      ['checkout', ['b']],
      ['Recordings', ['r']],
    ]);
    expect(parts('severity')).toEqual([
      ['SEV 1', ['b', 'c']],
      ['SEV 2', ['a']],
      ['Recordings', ['r']],
    ]);
  });

  test('by possible outage, what is offered as one stands together before the rest', () => {
    const related = {
      title: '',
      service: '',
      environment: '',
      severity: 'sev3',
      beganAt: AT,
      why: '',
    } as const;
    const offer = {
      survivorId: 'c',
      incidents: ['c', 'a'].map((id) => ({ id, ...related })),
      why: 'checkout depends on payments',
      refusal: null,
    };
    const parts = floorSections(items, 'outage', [offer]);
    expect(parts.map(({ title, items: rows }) => [title, rows.map(({ id }) => id)])).toEqual([
      ['Perhaps one: checkout depends on payments', ['a', 'c']],
      ['By themselves', ['b']],
    ]);
  });

  test('a filter takes severities, words, and only what waits on me', () => {
    const all = { words: '', severities: [], isMine: false };
    const ids = (more: object) => filtered(items, { ...all, ...more }).map(({ id }) => id);
    expect(ids({})).toEqual(['a', 'b', 'c']);
    expect(ids({ isMine: true })).toEqual(['a']);
    expect(ids({ severities: ['sev1'] })).toEqual([]);
    expect(ids({ severities: ['sev3', 'sev1'], words: 'incident b' })).toEqual(['b']);
  });

  test('news of a few rows leaves the others the same objects, in the order of urgency', () => {
    const view = { items, isCut: false, offers: [], now: AT };
    const renewed = incident('c', { waiting: [yours], severity: 'sev1' });
    const after = withRows(view, { items: [renewed], gone: ['b'], now: minutesLater(1) });
    expect(after.items).toEqual([renewed, items[0]]);
    expect(after.items[1]).toBe(items[0]);
    expect(after.now).toBe(minutesLater(1));
    expect(withRows(after, { items: [], gone: [], now: AT }).now).toBe(minutesLater(1));
  });

  test.each([
    [[incident('c')], '1 live, none waiting on a person'],
    [[incident('b', { waiting: [wait()] })], '1 live, 1 waits on a person'],
    [items, '3 live, 2 wait on a person, 1 of them on you'],
  ])('the page says how things stand', (list, words) => {
    expect(sayFloor(list, false)).toBe(words);
  });
});
