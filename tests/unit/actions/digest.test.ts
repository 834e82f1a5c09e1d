import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ActionContents, actionContents } from '@/lib/actions/schema';
import { digestOf } from '@/lib/log/canonical';

const contents: ActionContents = actionContents.parse({
  id: 'act_1',
  incidentId: 'inc_1',
  investigationId: 'inv_1',
  version: 1,
  proposerId: 'agt_1',
  executorId: 'agt_2',
  kind: 'rollback',
  title: 'Roll back',
  target: { service: 'checkout', environment: 'production', resource: 'deploy/checkout' },
  command: { argv: ['deploy', '--to', '1.4.1'] },
  parameters: { replicas: 3, nested: { flag: true, list: [1, 2] } },
  expects: { release: '1.4.2', canary: null },
  diff: '- a\n+ b',
  rationale: 'Because.',
  hypothesisId: 'h1',
  evidenceIds: ['e1', 'e2'],
  blastRadius: { services: ['checkout'], trafficPercent: 4.5, dataLoss: 'none' },
  reversibility: 'reversible',
  rollback: { argv: ['deploy', '--to', '1.4.2'] },
  expectedEffect: 'Errors fall.',
  risk: 'low',
  catalogue: {
    reversibility: 'reversible',
    services: ['checkout'],
    trafficPercent: 4,
    reasons: [],
  },
  requirements: { approvals: 1, roles: ['approver'], separationOfDuties: true, stepUp: false },
  policy: { id: 'pol_default', version: 1 },
  hypothesisStatement: 'The release.',
  evidenceDigests: { e1: 'a'.repeat(64), e2: 'b'.repeat(64) },
});

type Path = (string | number)[];

/** The place of every value that is not itself made of others. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    leaves(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return inner.length > 0 ? inner : [path];
}

function changed(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  const copy: Record<string | number, unknown> = structuredClone(value) as typeof copy;
  copy[key] = changed(copy[key], rest, to);
  return copy;
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value);

/** The same value with every object's members in another order. */
function shuffled(value: unknown, order: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => shuffled(each, order));
  if (typeof value !== 'object' || value === null) return value;
  const members = new Map(Object.entries(value));
  return Object.fromEntries(
    order([...members.keys()]).map((key) => [key, shuffled(members.get(key), order)]),
  );
}

test('the order of members and white space never change a digest', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), fc.nat(8), (numbers, spaces) => {
      const order = (keys: string[]) =>
        keys
          .map((key) => [Number(numbers.next().value), key] as const)
          .sort(([a], [b]) => a - b)
          .map(([, key]) => key);
      const text = JSON.stringify(shuffled(contents, order), null, spaces);
      expect(digestOf(JSON.parse(text))).toBe(digestOf(contents));
    }),
  );
});

test('any other change of any bound value changes the digest', () => {
  const places = leaves(contents);
  expect(places.length).toBeGreaterThan(40);
  const value = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), value, (path, to) => {
      fc.pre(JSON.stringify(at(contents, path)) !== JSON.stringify(to) && !Object.is(to, -0));
      expect(digestOf(changed(contents, path, to))).not.toBe(digestOf(contents));
    }),
    { numRuns: 500 },
  );
});

test('a member more or less changes the digest', () => {
  for (const key of Object.keys(contents)) {
    const { [key as keyof ActionContents]: _gone, ...rest } = contents;
    expect(digestOf(rest)).not.toBe(digestOf(contents));
  }
  expect(digestOf({ ...contents, dryRun: '' })).not.toBe(digestOf(contents));
});
