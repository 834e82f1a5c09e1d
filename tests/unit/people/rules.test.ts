import {
  assert,
  constantFrom,
  property,
  record,
  shuffledSubarray,
  subarray,
  uniqueArray,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROLES, type RoleBinding } from '@/lib/access/schema';
import { reaches } from '@/lib/access/reach';
import { bindingsOf, heldAfter, isAdminOfAll, rolesGained, takesTwo } from '@/lib/people/rules';

const SERVICES = ['*', 'checkout', 'payments'];
const ENVIRONMENTS = ['production', 'staging', 'test'];
const since = '2026-01-01T00:00:00.000Z';

const bindings = uniqueArray(
  record(
    {
      role: constantFrom(...ROLES),
      service: constantFrom(...SERVICES),
      environments: subarray(ENVIRONMENTS, { minLength: 1 }),
    },
    { requiredKeys: ['role', 'service'] },
  ),
  { selector: ({ role, service }) => `${role} ${service}`, maxLength: 8 },
);
const holding = (roles: RoleBinding[]) => ({
  roles: roles.map((each) => ({ ...each, since })),
});

/** Every place that the bindings drawn here tell apart, and one beside. */
const PLACES = [...SERVICES, 'another'].flatMap((service) =>
  [...ENVIRONMENTS, 'elsewhere', undefined].map((environment) => ({ service, environment })),
);
type APlace = (typeof PLACES)[number];
const mayAct = (roles: readonly RoleBinding[], role: string, at: APlace) =>
  roles.some((each) => each.role === role && reaches(each, at));

test('taking roles away never takes two', () => {
  assert(
    property(shuffledSubarray([...ROLES]), bindings, (kept, held) => {
      const roles = held.filter(({ role }) => kept.includes(role));
      expect(takesTwo({ kind: 'roles', roles }, holding(held))).toBe(false);
    }),
  );
});

test('whoever could steer, sign or administer more than before takes two', () => {
  assert(
    property(bindings, bindings, (held, wanted) => {
      const gainsAnywhere = ['commander', 'approver', 'admin'].some((role) =>
        PLACES.filter(({ environment }) => environment !== undefined).some(
          (at) => mayAct(wanted, role, at) && !mayAct(held, role, at),
        ),
      );
      expect(takesTwo({ kind: 'roles', roles: wanted }, holding(held))).toBe(gainsAnywhere);
    }),
  );
});

test('what is gained is part of what is wanted, and nothing that is held', () => {
  assert(
    property(bindings, bindings, (held, wanted) => {
      const gained = rolesGained(held, wanted);
      for (const each of gained) {
        expect(wanted).toContainEqual(each);
        const isNew = (at: APlace) => mayAct([each], each.role, at) && !mayAct(held, each.role, at);
        expect(PLACES.some(isNew)).toBe(true);
      }
    }),
  );
});

test('somebody new always takes two; letting in again does where they steer, sign or administer', () => {
  assert(
    property(bindings, (held) => {
      expect(takesTwo({ kind: 'invite' }, undefined)).toBe(true);
      const decides = held.some(({ role }) => ['commander', 'approver', 'admin'].includes(role));
      for (const kind of ['enable', 'reset'] as const) {
        expect(takesTwo({ kind }, holding(held))).toBe(decides);
      }
    }),
  );
});

test('taking an environment away takes one, and giving one of a deciding role takes two', () => {
  const inThose = (...environments: string[]): RoleBinding[] => [
    { role: 'approver', service: 'checkout', environments },
  ];
  const everywhere: RoleBinding[] = [{ role: 'approver', service: 'checkout' }];
  const asks = (held: RoleBinding[], roles: RoleBinding[]) =>
    takesTwo({ kind: 'roles', roles }, holding(held));
  expect(asks(everywhere, inThose('staging'))).toBe(false);
  expect(asks(inThose('staging', 'production'), inThose('staging'))).toBe(false);
  expect(asks(inThose('staging'), inThose('staging', 'production'))).toBe(true);
  expect(asks(inThose('staging'), everywhere)).toBe(true);
  // However many are named, more may come to be.
  expect(asks(inThose(...ENVIRONMENTS), everywhere)).toBe(true);
});

test('an admin of every service in some environments is none of the two who manage people', () => {
  const admin = (environments?: string[]) => ({
    status: 'active' as const,
    roles: [{ role: 'admin' as const, service: '*', ...(environments ? { environments } : {}) }],
  });
  expect(isAdminOfAll(admin())).toBe(true);
  expect(isAdminOfAll(admin(['staging']))).toBe(false);
});

describe('since when a role is held', () => {
  const FIRST = '2026-01-01T00:00:00.000Z';
  const SECOND = '2026-02-01T00:00:00.000Z';
  const THIRD = '2026-03-01T00:00:00.000Z';
  /** The earliest of the roles held that reach a place. */
  const sinceAt = (held: ReturnType<typeof heldAfter>, role: string, at: APlace) =>
    held
      .filter((each) => each.role === role && reaches(each, at))
      .map((each) => each.since)
      .toSorted()[0];

  test('what is held is what was given, no more and no less', () => {
    assert(
      property(bindings, bindings, (before, wanted) => {
        const held = heldAfter(heldAfter([], before, FIRST), wanted, SECOND);
        for (const at of PLACES) {
          for (const role of ROLES) {
            expect(mayAct(held, role, at)).toBe(mayAct(wanted, role, at));
          }
        }
        const named = (roles: readonly RoleBinding[]) =>
          bindingsOf(roles).map(({ environments, ...each }) => ({
            ...each,
            environments: environments?.toSorted() ?? 'all',
          }));
        expect(named(held)).toEqual(named(wanted));
      }),
    );
  });

  test('what was not held before, at that very place, is never held since before', () => {
    assert(
      property(bindings, bindings, bindings, (first, second, third) => {
        const one = heldAfter([], first, FIRST);
        const two = heldAfter(one, second, SECOND);
        const three = heldAfter(two, third, THIRD);
        for (const at of PLACES) {
          for (const role of ROLES) {
            const is = sinceAt(three, role, at);
            if (is === undefined) continue;
            if (is < THIRD) expect(mayAct(two, role, at)).toBe(true);
            if (is < SECOND) expect(mayAct(one, role, at)).toBe(true);
          }
        }
      }),
    );
  });

  test('narrowed it is held since it was; widened, only what is new begins', () => {
    const of = (environments?: string[]): RoleBinding[] => [
      { role: 'approver', service: 'checkout', ...(environments ? { environments } : {}) },
    ];
    const all = heldAfter([], of(), FIRST);
    const staging = heldAfter(all, of(['staging']), SECOND);
    expect(staging).toEqual([
      { role: 'approver', service: 'checkout', environments: ['staging'], since: FIRST },
    ]);
    expect(heldAfter(staging, of(['staging', 'production']), THIRD)).toEqual([
      { role: 'approver', service: 'checkout', environments: ['staging'], since: FIRST },
      { role: 'approver', service: 'checkout', environments: ['production'], since: THIRD },
    ]);
    const again = heldAfter(staging, of(), THIRD);
    expect(again).toEqual([
      { role: 'approver', service: 'checkout', since: THIRD },
      { role: 'approver', service: 'checkout', environments: ['staging'], since: FIRST },
    ]);
    expect(bindingsOf(again)).toEqual(of());
  });
});
