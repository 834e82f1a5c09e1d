import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import { can, readablePlaces, readableServices, type Resource } from '@/lib/access/permissions';
import { PERMISSIONS, type Rule, RULES } from '@/lib/access/permissions-table';
import { reaches } from '@/lib/access/reach';
import { ROLES, type RoleBinding } from '@/lib/access/schema';
import { agent, alertSource, executor, person } from './actors';

const anyService = fc.constantFrom('checkout', 'payments', 'storefront');
const ENVIRONMENTS = ['production', 'staging'];
const anyEnvironment = fc.constantFrom(...ENVIRONMENTS);
const anyBinding: fc.Arbitrary<RoleBinding> = fc.record(
  {
    role: fc.constantFrom(...ROLES),
    service: fc.oneof(fc.constant('*'), anyService),
    environments: fc.subarray(ENVIRONMENTS, { minLength: 1 }),
  },
  { requiredKeys: ['role', 'service'] },
);
const anyPerson = fc.array(anyBinding).map((roles) => person(...roles));
const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  anyPerson,
  fc
    .tuple(fc.subarray(['checkout', 'payments', '*']), fc.subarray([...ENVIRONMENTS, '*']))
    .map(([services, environments]) => agent({ services, environments }, ['agt_parent'])),
  fc.constant(executor()),
  fc.constant(alertSource),
);
const anyResource: fc.Arbitrary<Resource> = fc.record(
  {
    service: anyService,
    environment: anyEnvironment,
    signers: fc.subarray(['approver', 'commander']),
    ownerAgentId: fc.constantFrom('agt_1', 'agt_parent', 'agt_other'),
    executorId: fc.constantFrom('agt_x', 'agt_y'),
    ownerId: fc.constantFrom('usr_1', 'usr_2'),
  },
  { requiredKeys: [] },
);
const anyPermission = fc.constantFrom(...PERMISSIONS);

describe('always', () => {
  test('what is allowed for something could be allowed at all', () => {
    fc.assert(
      fc.property(anyActor, anyPermission, anyResource, (actor, permission, resource) => {
        const now = can(actor, permission, resource);
        // Which roles sign is policy's to say, before anything is named too.
        const ever = can(actor, permission, resource.signers ? { signers: resource.signers } : {});
        if (now.allowed) expect(ever.allowed || can(actor, permission).allowed).toBe(true);
        else expect(now.reason).toMatch(/^[A-Z].*\.$/);
      }),
    );
  });

  test('a further role never takes a permission away', () => {
    fc.assert(
      fc.property(
        anyPerson,
        anyPerson,
        anyPermission,
        anyResource,
        (a, b, permission, resource) => {
          if (can(a, permission, resource).allowed) {
            const both = person(...a.roles, ...b.roles);
            expect(can(both, permission, resource).allowed).toBe(true);
          }
        },
      ),
    );
  });

  test('lists are cut to exactly the places whose incidents could be read', () => {
    fc.assert(
      fc.property(anyActor, anyService, anyEnvironment, (actor, service, environment) => {
        const places = readablePlaces(actor);
        const isListed =
          places === '*' || places.some((each) => reaches(each, { service, environment }));
        expect(isListed).toBe(can(actor, 'incident.read', { service, environment }).allowed);
      }),
    );
  });

  test('services are listed to exactly those who could read something on them', () => {
    fc.assert(
      fc.property(anyPerson, anyService, (actor, service) => {
        const names = readableServices(actor);
        const isListed = names === '*' || names.includes(service);
        expect(isListed).toBe(can(actor, 'service.read', { service }).allowed);
        const readsSomewhere = ENVIRONMENTS.some(
          (environment) => can(actor, 'incident.read', { service, environment }).allowed,
        );
        expect(isListed).toBe(readsSomewhere);
      }),
    );
  });

  test('naming environments never gives a person more than naming none', () => {
    fc.assert(
      fc.property(anyPerson, anyPermission, anyResource, (narrow, permission, resource) => {
        const wide = person(...narrow.roles.map(({ role, service }) => ({ role, service })));
        if (can(narrow, permission, resource).allowed) {
          expect(can(wide, permission, resource).allowed).toBe(true);
        }
      }),
    );
  });

  test('what has no environment is for whoever may in all of them', () => {
    fc.assert(
      fc.property(anyPerson, anyPermission, anyService, (actor, permission, service) => {
        const rule: Rule = RULES[permission];
        if (rule.inAny || !can(actor, permission, { service }).allowed) return;
        for (const environment of [...ENVIRONMENTS, 'yet-to-come']) {
          expect(can(actor, permission, { service, environment }).allowed).toBe(true);
        }
      }),
    );
  });
});
