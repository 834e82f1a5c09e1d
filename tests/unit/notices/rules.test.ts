import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Place, reaches } from '@/lib/access/reach';
import { type HeldRole, ROLES } from '@/lib/access/schema';
import { barredReason, isApprover } from '@/lib/actions/eligibility';
import { callDue, type Call, firstCalled, type Matter } from '@/lib/notices/rules';
import type { PersonRow } from '@/lib/people/schema';
import type { EscalationStep } from '@/lib/policies/schema';

const SERVICES = ['checkout', 'payments', '*'];
const IDS = ['usr_a', 'usr_b', 'usr_c', 'usr_d', 'usr_e', 'usr_f'];

const ENVIRONMENTS = ['production', 'staging'];

const binding: fc.Arbitrary<HeldRole> = fc.record(
  {
    role: fc.constantFrom(...ROLES),
    service: fc.constantFrom(...SERVICES),
    environments: fc.subarray(ENVIRONMENTS, { minLength: 1 }),
    // One of them came by it once it was proposed.
    since: fc.constantFrom('2025-01-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'),
  },
  { requiredKeys: ['role', 'service', 'since'] },
);

const personOf = (id: string): fc.Arbitrary<PersonRow> =>
  fc.record({
    id: fc.constant(id),
    email: fc.constant(`${id}@tests.local`),
    name: fc.constant(id),
    status: fc.constantFrom('active', 'active', 'active', 'disabled', 'invited'),
    roles: fc.uniqueArray(binding, {
      minLength: 1,
      maxLength: 4,
      selector: ({ role, service }) => `${role} ${service}`,
    }),
    wasAdmin: fc.constant(false),
    createdAt: fc.constant('2026-01-01T00:00:00.000Z'),
  });

const people: fc.Arbitrary<PersonRow[]> = fc.tuple(...IDS.map(personOf)).map((all) => [...all]);
const some = fc.subarray(IDS);
const atPlace = {
  service: fc.constantFrom('checkout', 'payments'),
  environment: fc.constantFrom(...ENVIRONMENTS),
  commanderId: fc.option(fc.constantFrom(...IDS)),
};

const signature = fc.record({
  kind: fc.constant('signature' as const),
  ...atPlace,
  proposedAt: fc.constant('2026-02-01T00:00:00.000Z'),
  requirements: fc.record({
    approvals: fc.integer({ min: 1, max: 3 }),
    roles: fc.constant<string[]>(['approver']),
    separationOfDuties: fc.boolean(),
    stepUp: fc.boolean(),
  }),
  behind: fc.record({ ownerIds: some, steeredBy: some }),
  signedBy: some,
  signedEarlier: some,
});

const matter: fc.Arbitrary<Matter> = fc.oneof(
  signature,
  fc.record({
    kind: fc.constantFrom('mention' as const, 'handover' as const, 'handover_ended' as const),
    ...atPlace,
    people: some,
  }),
  fc.record({
    kind: fc.constant('stop_point' as const),
    ...atPlace,
    releaser: fc.constantFrom('any-commander' as const, 'assigned-commander' as const),
  }),
  fc.record({
    kind: fc.constantFrom('settlement', 'unredeemed', 'failed', 'not_recovered'),
    ...atPlace,
    signedBy: some,
  }),
  fc.record({ kind: fc.constant('undecided' as const), ...atPlace }),
);

const ladder: fc.Arbitrary<EscalationStep[]> = fc
  .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
  .map(([others, admins]) =>
    [
      { afterMs: others, roles: ['commander' as const, 'approver' as const] },
      { afterMs: admins, roles: ['admin' as const] },
    ].toSorted((a, b) => a.afterMs - b.afterMs),
  );

/** Looks at each of these instants, as the dispatcher does, and gathers who was told when. */
function tellThrough(of: Matter, all: PersonRow[], steps: EscalationStep[], looksMs: number[]) {
  const told: { id: string; atMs: number; call: Call }[] = [];
  let step: number | undefined;
  for (const elapsedMs of [0, ...looksMs.toSorted((a, b) => a - b)]) {
    const call = callDue({
      matter: of,
      people: all,
      ladder: steps,
      step,
      told: told.map(({ id }) => id),
      elapsedMs,
    });
    if (!call) continue;
    step = call.step;
    told.push(...call.called.map(({ id }) => ({ id, atMs: elapsedMs, call })));
  }
  return told;
}

const looks = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 8 });
const holds = (person: PersonRow, roles: readonly string[], at: Place): boolean =>
  person.status === 'active' &&
  person.roles.some((bound) => roles.includes(bound.role) && reaches(bound, at));

describe('who is told', () => {
  test('of something to sign, at once and by the verb’s own rule, everybody who may and nobody else', () => {
    fc.assert(
      fc.property(signature, people, (of, all) => {
        const deciding = all
          .filter(
            (person) =>
              isApprover(person, of, of.requirements) &&
              barredReason(person.id, of.behind, of.requirements) === undefined &&
              !of.signedBy.includes(person.id),
          )
          .map(({ id }) => id);
        const called = firstCalled(of, all);
        const ids = called.map(({ id }) => id);
        expect(ids).toEqual(expect.arrayContaining(deciding));
        const others = called.filter(({ id }) => !deciding.includes(id));
        for (const { id, why } of others) {
          expect(why).toBe('signed_earlier');
          expect(of.signedEarlier).toContain(id);
        }
      }),
    );
  });

  test('of a stop point, the assigned commander where the policy asks for one, else all of them', () => {
    fc.assert(
      fc.property(matter, people, (of, all) => {
        if (of.kind !== 'stop_point') return;
        const able = all.filter((person) => holds(person, ['commander'], of));
        const assigned = able.filter(({ id }) => id === of.commanderId);
        const isHis = of.releaser === 'assigned-commander' && assigned.length > 0;
        expect(firstCalled(of, all).map(({ id }) => id)).toEqual(
          (isHis ? assigned : able).map(({ id }) => id),
        );
      }),
    );
  });

  test('nobody twice, however often it is looked at', () => {
    fc.assert(
      fc.property(matter, people, ladder, looks, (of, all, steps, looksMs) => {
        const ids = tellThrough(of, all, steps, looksMs).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('nobody who is not active, or has nothing to do with the service', () => {
    fc.assert(
      fc.property(matter, people, ladder, looks, (of, all, steps, looksMs) => {
        for (const { id } of tellThrough(of, all, steps, looksMs)) {
          const person = all.find((each) => each.id === id);
          expect(person && holds(person, ROLES, of)).toBe(true);
        }
      }),
    );
  });

  test('after a signature, those who signed and whoever commands, and it goes on to nobody', () => {
    fc.assert(
      fc.property(matter, people, ladder, looks, (of, all, steps, looksMs) => {
        if (of.kind !== 'failed' && of.kind !== 'unredeemed') return;
        const told = tellThrough(of, all, steps, looksMs);
        for (const signer of of.signedBy) {
          const person = all.find(({ id }) => id === signer);
          const reads = person && holds(person, ROLES, of);
          expect(told.some(({ id }) => id === signer)).toBe(reads);
        }
        expect(told.every(({ atMs }) => atMs === 0)).toBe(true);
      }),
    );
  });
});

describe('escalation', () => {
  test('takes everybody in a group whose time has come, and nobody before it, unless nobody was left', () => {
    fc.assert(
      fc.property(matter, people, ladder, looks, (of, all, steps, looksMs) => {
        if (!['signature', 'stop_point', 'settlement'].includes(of.kind)) return;
        const told = tellThrough(of, all, steps, looksMs);
        const latest = Math.max(0, ...looksMs);
        for (const { afterMs, roles } of steps) {
          if (afterMs > latest) continue;
          const group = all.filter((person) => holds(person, roles, of));
          for (const { id } of group) expect(told.map((each) => each.id)).toContain(id);
        }
        const first = firstCalled(of, all).map(({ id }) => id);
        if (first.length === 0) return;
        for (const { id, atMs } of told) {
          if (first.includes(id)) expect(atMs).toBe(0);
          else {
            const person = all.find((each) => each.id === id);
            const own = steps.filter(({ roles }) => person && holds(person, roles, of));
            expect(atMs).toBeGreaterThanOrEqual(Math.min(...own.map(({ afterMs }) => afterMs)));
          }
        }
      }),
    );
  });

  test('a stricter policy tells nobody later, and no fewer', () => {
    fc.assert(
      fc.property(
        matter,
        people,
        ladder,
        looks,
        fc.integer({ min: 1, max: 1000 }),
        (of, all, steps, looksMs, sooner) => {
          const stricter = steps
            .map((step) => ({ ...step, afterMs: Math.min(step.afterMs, sooner) }))
            .toSorted((a, b) => a.afterMs - b.afterMs);
          const before = tellThrough(of, all, steps, looksMs);
          const after = tellThrough(of, all, stricter, looksMs);
          for (const { id, atMs } of before) {
            const then = after.find((each) => each.id === id);
            expect(then && then.atMs <= atMs).toBe(true);
          }
        },
      ),
    );
  });

  test('does not wait where nobody may decide at all', () => {
    const admin: PersonRow = {
      id: 'usr_admin',
      email: 'admin@tests.local',
      name: 'Ada',
      status: 'active',
      roles: [{ role: 'admin', service: '*', since: '2025-01-01T00:00:00.000Z' }],
      wasAdmin: true,
      createdAt: '2026-01-01T00:00:00.000Z',
    };
    const call = callDue({
      matter: {
        kind: 'stop_point',
        service: 'x',
        environment: 'production',
        commanderId: null,
        releaser: 'any-commander',
      },
      people: [admin],
      ladder: [
        { afterMs: 1000, roles: ['commander', 'approver'] },
        { afterMs: 2000, roles: ['admin'] },
      ],
      step: undefined,
      told: [],
      elapsedMs: 0,
    });
    expect(call).toEqual({
      step: 2,
      called: [{ id: 'usr_admin', why: 'nobody_decided' }],
      nextAfterMs: null,
    });
  });
});
