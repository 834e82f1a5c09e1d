import { assert, constantFrom, property, record, shuffledSubarray, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { ROLES, type RoleBinding } from '@/lib/access/schema';
import { rolesGained, takesTwo } from '@/lib/people/rules';

const SERVICES = ['*', 'checkout', 'payments'];
const since = '2026-01-01T00:00:00.000Z';

const bindings = uniqueArray(
  record({ role: constantFrom(...ROLES), service: constantFrom(...SERVICES) }),
  { selector: ({ role, service }) => `${role} ${service}`, maxLength: 8 },
);
const holding = (roles: RoleBinding[]) => ({
  roles: roles.map((each) => ({ ...each, since })),
});

test('taking roles away never takes two', () => {
  assert(
    property(shuffledSubarray([...ROLES]), bindings, (kept, held) => {
      const roles = held.filter(({ role }) => kept.includes(role));
      expect(takesTwo({ kind: 'roles', roles }, holding(held))).toBe(false);
    }),
  );
});

test('whoever could steer, sign or administer more than before takes two', () => {
  const mayDecide = (roles: RoleBinding[], role: string, service: string) =>
    roles.some((each) => each.role === role && (each.service === '*' || each.service === service));
  assert(
    property(bindings, bindings, (held, wanted) => {
      const gainsAnywhere = ['commander', 'approver', 'admin'].some((role) =>
        [...SERVICES, 'another'].some(
          (service) => mayDecide(wanted, role, service) && !mayDecide(held, role, service),
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
        expect(held).not.toContainEqual(each);
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
