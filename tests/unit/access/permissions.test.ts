import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import {
  type Permission,
  type Resource,
  can,
  readablePlaces,
  readableServices,
  servicesWhere,
} from '@/lib/access/permissions';
import { PERMISSIONS, type Rule, RULES } from '@/lib/access/permissions-table';
import { reaches } from '@/lib/access/reach';
import { ROLES, type Role, type RoleBinding } from '@/lib/access/schema';
import { agent, alertSource, executor, person, roleOn } from './actors';

type Kind = Role | 'agent' | 'executor' | 'system';

const O: Kind[] = ['observer', 'commander', 'approver', 'auditor', 'admin'];

/** Written out by hand from the contract, so that the code's table has something to disagree with. */
const EXPECTED: Record<Permission, Kind[]> = {
  'incident.read': [...O, 'agent'],
  'incident.open': ['commander', 'agent', 'system'],
  'incident.change': ['commander', 'system'],
  'incident.company': O,
  'incident.merge': ['commander'],
  'investigation.read': [...O, 'agent'],
  'investigation.create': ['agent'],
  'investigation.write': ['agent'],
  'checkpoint.request': ['agent'],
  'checkpoint.decide': ['commander'],
  'control.give': ['commander'],
  'directive.read': [...O, 'agent'],
  'evidence.flag': ['commander'],
  'hypothesis.refute': ['commander'],
  'note.add': ['commander'],
  'verdict.give': ['commander'],
  'action.propose': ['agent'],
  'action.amend': ['agent'],
  'action.withdraw': ['agent'],
  'action.read': [...O, 'agent'],
  'action.decide': ['approver'],
  'action.settle': ['commander', 'approver'],
  'action.review': ['commander', 'approver'],
  'grant.read': ['executor'],
  'grant.redeem': ['executor'],
  'execution.report': ['executor'],
  'verification.report': ['commander', 'approver', 'agent', 'executor'],
  'service.read': [...O, 'agent'],
  'service.manage': ['admin'],
  'freeze.read': [...O, 'agent'],
  'freeze.set': ['commander', 'admin'],
  'freeze.lift': ['commander', 'admin'],
  'person.read': ['auditor', 'admin'],
  'person.change_password': O,
  'person.manage': ['admin'],
  'passkey.own': O,
  'passkey.readiness': ['commander', 'approver', 'auditor', 'admin'],
  'passkey.recovery.read': ['auditor', 'admin'],
  'passkey.recover': ['admin'],
  'agent.read': [...O, 'agent'],
  'agent.manage': ['admin'],
  // Anyone may own an agent, so every person could.
  'agent.suspend': O,
  'agent.trim': O,
  'agent.trim.decide': O,
  'agent.delegate': ['agent'],
  'agent.registry': O,
  'policy.read': O,
  'policy.manage': ['admin'],
  'policy.adopt': ['approver', 'admin'],
  'ledger.read': ['auditor'],
  'export.read': ['auditor'],
  'content.erase': ['admin'],
  'inbox.read': O,
  'load.read': O,
  'notice.read': O,
  'notice.open': O,
  'device.manage': O,
  'webhook.read': ['auditor', 'admin'],
  'webhook.manage': ['admin'],
};

const actorOf = (kind: Kind): Actor =>
  kind === 'agent'
    ? agent()
    : kind === 'executor'
      ? executor()
      : kind === 'system'
        ? alertSource
        : person(roleOn(kind));

const KINDS: Kind[] = [...ROLES, 'agent', 'executor', 'system'];

describe('who could ever', () => {
  for (const permission of PERMISSIONS) {
    test(`${permission} is for exactly those the contract names`, () => {
      const allowed = KINDS.filter((kind) => can(actorOf(kind), permission).allowed);
      expect(allowed.toSorted()).toEqual(EXPECTED[permission].toSorted());
    });
  }
});

describe('people', () => {
  test('a role on one service gives nothing on another, whose existence is not theirs to know', () => {
    const ada = person(roleOn('approver', 'checkout'));
    expect(can(ada, 'action.decide', { service: 'checkout' })).toEqual({ allowed: true });
    expect(can(ada, 'action.decide', { service: 'payments' })).toMatchObject({ code: 'not-found' });
    expect(can(ada, 'incident.read', { service: 'payments' })).toMatchObject({ code: 'not-found' });
  });

  test('who may read but not decide is told who may', () => {
    const ada = person(roleOn('observer', 'checkout'), roleOn('approver', 'payments'));
    expect(can(ada, 'action.decide', { service: 'checkout' })).toEqual({
      allowed: false,
      code: 'forbidden',
      reason: 'Only an approver for checkout can sign this.',
    });
  });

  test('managing people or agents needs the role on every service', () => {
    const local = person(roleOn('admin', 'checkout'));
    for (const permission of [
      'person.manage',
      'passkey.recover',
      'agent.manage',
      'policy.manage',
      'policy.adopt',
    ] as const) {
      expect(can(local, permission)).toMatchObject({ allowed: false, code: 'forbidden' });
    }
    expect(can(local, 'service.manage', { service: 'checkout' }).allowed).toBe(true);
  });

  test('an observer may suspend the agent they own and no other', () => {
    const ada = person(roleOn('observer'));
    expect(can(ada, 'agent.suspend', { ownerId: 'usr_1' }).allowed).toBe(true);
    expect(can(ada, 'agent.suspend', { ownerId: 'usr_2' }).allowed).toBe(false);
  });

  test('a person with no role at all may nothing but own an agent', () => {
    const allowed = PERMISSIONS.filter((permission) => can(person(), permission).allowed);
    expect(allowed).toEqual(['agent.suspend', 'agent.trim', 'agent.trim.decide']);
  });
});

describe('a role in some environments', () => {
  const ada = person({ role: 'approver', service: 'checkout', environments: ['staging'] });
  const at = (environment?: string) => ({
    service: 'checkout',
    ...(environment ? { environment } : {}),
  });

  test('gives nothing in another, whose incidents are not theirs to know', () => {
    expect(can(ada, 'action.decide', at('staging'))).toEqual({ allowed: true });
    for (const permission of ['action.decide', 'action.read', 'incident.read'] as const) {
      expect(can(ada, permission, at('production'))).toMatchObject({ code: 'not-found' });
    }
  });

  test('is not enough for what is in every environment at once, and is told so', () => {
    const carl = person({ role: 'commander', service: 'checkout', environments: ['staging'] });
    expect(can(carl, 'freeze.set', at())).toEqual({
      allowed: false,
      code: 'forbidden',
      reason: 'Only a commander or an admin for checkout in every environment can freeze this.',
    });
    expect(servicesWhere(carl, 'freeze.set')).toEqual([]);
    // That the service is there, and frozen, is theirs to know.
    expect(can(carl, 'service.read', at()).allowed).toBe(true);
    expect(can(carl, 'freeze.read', at()).allowed).toBe(true);
  });

  test('on every service manages no installation', () => {
    const root = person({ role: 'admin', service: '*', environments: ['staging'] });
    for (const permission of ['person.manage', 'policy.manage', 'agent.manage'] as const) {
      expect(can(root, permission)).toMatchObject({
        allowed: false,
        code: 'forbidden',
        reason: expect.stringContaining('for every service in every environment'),
      });
    }
  });

  test('held beside another in the other one says where it is lacking', () => {
    const both = person(
      { role: 'approver', service: 'checkout', environments: ['staging'] },
      { role: 'observer', service: 'checkout', environments: ['production'] },
    );
    expect(can(both, 'action.decide', at('production'))).toEqual({
      allowed: false,
      code: 'forbidden',
      reason: 'Only an approver for checkout in production can sign this.',
    });
  });
});

describe('who signs, as policy has it', () => {
  const both = { signers: ['approver', 'commander'] };

  test('is approvers, and commanders only where policy names them', () => {
    const carl = person(roleOn('commander', 'checkout'));
    expect(can(carl, 'action.decide').allowed).toBe(false);
    expect(can(carl, 'action.decide', { service: 'checkout', signers: ['approver'] }).allowed).toBe(
      false,
    );
    expect(can(carl, 'action.decide', both).allowed).toBe(true);
    expect(can(carl, 'action.decide', { service: 'checkout', ...both }).allowed).toBe(true);
    expect(can(carl, 'action.decide', { service: 'payments', ...both }).allowed).toBe(false);
  });

  test('is never an admin, an auditor or an observer, whoever policy may name', () => {
    for (const role of ['admin', 'auditor', 'observer'] as const) {
      const signers = [...ROLES];
      expect(can(person(roleOn(role)), 'action.decide', { signers }).allowed).toBe(false);
    }
  });
});

describe('agents', () => {
  const narrow = agent({ services: ['checkout'] }, ['agt_parent']);

  test('what belongs to a stranger is not theirs to know', () => {
    for (const permission of [
      'investigation.read',
      'investigation.write',
      'action.read',
    ] as const) {
      expect(can(narrow, permission, { ownerAgentId: 'agt_other' })).toMatchObject({
        code: 'not-found',
      });
    }
  });

  test('an ancestor’s investigation is readable within the scope, and out of scope beyond it', () => {
    const theirs = { ownerAgentId: 'agt_parent' };
    expect(can(narrow, 'investigation.write', { ...theirs, service: 'checkout' }).allowed).toBe(
      true,
    );
    expect(can(narrow, 'investigation.write', { ...theirs, service: 'payments' })).toMatchObject({
      code: 'out-of-scope',
    });
  });

  test('only the owning agent asks for stop points and changes its own proposals', () => {
    for (const permission of ['checkpoint.request', 'action.amend', 'action.withdraw'] as const) {
      expect(can(narrow, permission, { ownerAgentId: 'agt_1' }).allowed).toBe(true);
      expect(can(narrow, permission, { ownerAgentId: 'agt_parent' })).toMatchObject({
        code: 'forbidden',
      });
    }
  });

  test('an incident of a service that the scope does not observe is not found', () => {
    expect(can(narrow, 'incident.read', { service: 'payments' })).toMatchObject({
      code: 'not-found',
    });
    expect(can(narrow, 'incident.open', { service: 'payments' })).toMatchObject({
      code: 'out-of-scope',
    });
  });

  test('proposing without a propose verb is out of scope, not forbidden', () => {
    const reader = agent({ verbs: ['observe'] });
    expect(can(reader, 'action.propose').allowed).toBe(true);
    expect(can(reader, 'action.propose', { service: 'checkout' })).toMatchObject({
      code: 'out-of-scope',
    });
  });

  test('the environment counts too', () => {
    const staging = agent({ environments: ['staging'] });
    const asked = { service: 'checkout', environment: 'production' };
    expect(can(staging, 'incident.open', asked)).toMatchObject({ code: 'out-of-scope' });
  });
});

describe('executors', () => {
  test('another executor’s grant is forbidden and another’s execution not found', () => {
    expect(can(executor(), 'grant.redeem', { executorId: 'agt_x' }).allowed).toBe(true);
    expect(can(executor(), 'grant.redeem', { executorId: 'agt_y' })).toMatchObject({
      code: 'forbidden',
    });
    expect(can(executor(), 'execution.report', { executorId: 'agt_y' })).toMatchObject({
      code: 'not-found',
    });
  });
});

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
