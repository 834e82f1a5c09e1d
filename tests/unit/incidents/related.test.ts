import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Candidate,
  type Dependent,
  MOST_IN_GROUP,
  relatedGroups,
  WITHIN_MS,
} from '@/lib/incidents/related';
import { sayGroup, sayLink } from '@/lib/incidents/related-words';

const NOON = Date.parse('2026-03-01T12:00:00.000Z');

const at = (minute: number) => new Date(NOON + minute * 60_000).toISOString();

const open = (
  id: string,
  service: string,
  minute: number,
  more: Partial<Candidate> = {},
): Candidate => ({
  id,
  service,
  environment: 'production',
  severity: 'sev3',
  beganAt: at(minute),
  apartFrom: [],
  ...more,
});

const SHOP: Dependent[] = [
  { name: 'storefront', dependsOn: ['checkout'] },
  { name: 'checkout', dependsOn: ['payments'] },
  { name: 'payments', dependsOn: ['ledger'] },
  { name: 'ledger', dependsOn: ['disks'] },
  { name: 'disks', dependsOn: [] },
  { name: 'search', dependsOn: [] },
];

const ids = (incidents: Candidate[], services = SHOP) =>
  relatedGroups(incidents, services).map(({ survivor, others }) => [
    survivor.id,
    ...others.map(({ incident }) => incident.id),
  ]);

describe('incidents are offered as one', () => {
  test('where one service depends on the other and both began within ten minutes', () => {
    const [group] = relatedGroups([open('c', 'checkout', 0), open('p', 'payments', 3.5)], SHOP);
    expect(group?.survivor.id).toBe('p');
    expect(group?.others.map(({ link }) => sayLink(link))).toEqual([
      'checkout depends on payments; both began within 4 min',
    ]);
    expect(group && sayGroup(group)).toBe('checkout depends on payments; both began within 4 min');
  });

  test.each([
    ['three steps apart', [open('s', 'storefront', 0), open('l', 'ledger', 1)], [['l', 's']]],
    ['on the same service', [open('a', 'search', 0), open('b', 'search', 9)], [['a', 'b']]],
    [
      'ten minutes apart to the second',
      [open('c', 'checkout', 0), open('p', 'payments', 10)],
      [['p', 'c']],
    ],
    [
      'in a chain',
      [open('s', 'storefront', 2), open('c', 'checkout', 1), open('p', 'payments', 0)],
      [['p', 'c', 's']],
    ],
  ])('%s', (_how, incidents, expected) => {
    expect(ids(incidents)).toEqual(expected);
  });

  test.each([
    ['four steps apart', [open('s', 'storefront', 0), open('d', 'disks', 1)]],
    [
      'on services that have nothing to do with each other',
      [open('c', 'checkout', 0), open('x', 'search', 0)],
    ],
    ['more than ten minutes apart', [open('c', 'checkout', 0), open('p', 'payments', 10.1)]],
    [
      'in another environment',
      [open('c', 'checkout', 0), open('p', 'payments', 0, { environment: 'staging' })],
    ],
    ['on services that nobody declared', [open('a', 'unknown', 0), open('b', 'unknown', 0)]],
    [
      'told apart by a person',
      [open('c', 'checkout', 0, { apartFrom: ['p'] }), open('p', 'payments', 0)],
    ],
  ])('never %s', (_why, incidents) => {
    expect(ids(incidents)).toEqual([]);
  });

  test('a chain in time is cut where it would last longer than ten minutes', () => {
    const chain = [0, 8, 16].map((minute) => open(`m${minute}`, 'search', minute));
    expect(ids(chain)).toEqual([['m0', 'm8']]);
  });

  test('in a circle of services, by what began first', () => {
    const circle = [
      { name: 'a', dependsOn: ['b'] },
      { name: 'b', dependsOn: ['a'] },
    ];
    expect(ids([open('2', 'b', 1), open('1', 'a', 4)], circle)).toEqual([['2', '1']]);
  });

  test('several are told of in one line', () => {
    const [group] = relatedGroups(
      [open('s', 'storefront', 2), open('c', 'checkout', 1), open('p', 'payments', 0)],
      SHOP,
    );
    expect(group && sayGroup(group)).toBe(
      'checkout, storefront and payments depend on each other; all began within 2 min',
    );
    expect(group?.others.map(({ link }) => sayLink(link))).toContain(
      'storefront depends on payments, by way of checkout; both began within 2 min',
    );
  });
});

const NAMES = Array.from({ length: 12 }, (_, index) => `s${index}`);
const graphs = fc
  .array(fc.record({ from: fc.constantFrom(...NAMES), to: fc.constantFrom(...NAMES) }), {
    maxLength: 40,
  })
  .map((edges): Dependent[] =>
    NAMES.map((name) => ({
      name,
      dependsOn: [...new Set(edges.filter(({ from }) => from === name).map(({ to }) => to))],
    })),
  );
const storms = fc
  .array(
    fc.record({
      service: fc.constantFrom(...NAMES, 'nobody declared this'),
      minute: fc.integer({ min: 0, max: 30 }),
      environment: fc.constantFrom('production', 'staging'),
      apart: fc.array(fc.nat(40), { maxLength: 4 }),
    }),
    { maxLength: 40 },
  )
  .map((drawn) =>
    drawn.map(({ service, minute, environment, apart }, index) =>
      open(`i${index}`, service, minute, {
        environment,
        apartFrom: apart.map((each) => `i${each}`),
      }),
    ),
  );

describe('whatever the graph and the storm', () => {
  test('groups share nothing, keep to one environment and ten minutes, and hold nobody told apart', () => {
    fc.assert(
      fc.property(graphs, storms, (services, incidents) => {
        const groups = relatedGroups(incidents, services).map(({ survivor, others }) => [
          survivor,
          ...others.map(({ incident }) => incident),
        ]);
        const all = groups.flat().map(({ id }) => id);
        expect(new Set(all).size).toBe(all.length);
        for (const group of groups) {
          expect(group.length).toBeGreaterThan(1);
          expect(new Set(group.map(({ environment }) => environment)).size).toBe(1);
          const times = group.map(({ beganAt }) => Date.parse(beganAt));
          expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(WITHIN_MS);
          const inGroup = new Set(group.map(({ id }) => id));
          for (const { id, apartFrom } of group) {
            expect(apartFrom.filter((other) => other !== id && inGroup.has(other))).toEqual([]);
          }
        }
      }),
    );
  });

  test('the order of incidents and of the catalogue changes nothing', () => {
    fc.assert(
      fc.property(graphs, storms, fc.infiniteStream(fc.nat()), (services, incidents, draws) => {
        const shuffled = <Each>(list: Each[]): Each[] =>
          list
            .map((each) => ({ each, by: draws.next().value ?? 0 }))
            .sort((a, b) => a.by - b.by)
            .map(({ each }) => each);
        expect(ids(shuffled(incidents), shuffled(services))).toEqual(ids(incidents, services));
      }),
    );
  });
});

/** Incidents that count how often it is asked when they began: the work done, without a clock. */
function counted(storm: Candidate[]) {
  let asked = 0;
  const watched = storm.map(({ beganAt, ...rest }) => ({
    ...rest,
    get beganAt() {
      asked += 1;
      return beganAt;
    },
  }));
  return { watched, asked: () => asked };
}

describe('a storm of hundreds', () => {
  test('is bounded: one hub that everything depends on makes offers of at most so many', () => {
    const hub = [
      { name: 'hub', dependsOn: [] },
      ...Array.from({ length: 900 }, (_, index) => ({ name: `leaf${index}`, dependsOn: ['hub'] })),
    ];
    const storm = [
      open('hub', 'hub', 0),
      ...Array.from({ length: 900 }, (_, index) => open(`i${index}`, `leaf${index}`, index / 200)),
    ];
    const groups = relatedGroups(storm, hub);
    expect(groups.map(({ others }) => others.length + 1)).toEqual([MOST_IN_GROUP]);
    expect(groups[0]?.survivor.id).toBe('hub');
  });

  const ring = Array.from({ length: 2000 }, (_, index) => ({
    name: `s${index}`,
    dependsOn: [`s${(index + 1) % 2000}`],
  }));
  const dense = NAMES.map((name) => ({ name, dependsOn: NAMES.filter((other) => other !== name) }));

  test.each([
    ['around a ring of two thousand services', ring, (index: number) => `s${index * 2}`],
    ['where everything depends on everything', dense, (index: number) => `s${index % 12}`],
  ])('twice the storm is about twice the work, %s', (_where, services, serviceOf) => {
    const work = (count: number) => {
      const { watched, asked } = counted(
        Array.from({ length: count }, (_, index) =>
          open(`i${index}`, serviceOf(index), index / 100),
        ),
      );
      relatedGroups(watched, services);
      return asked();
    };
    expect(work(800)).toBeLessThan(2.6 * work(400));
  });
});
