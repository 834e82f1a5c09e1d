import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import { can, type Permission } from '@/lib/access/permissions';
import { PERMISSIONS } from '@/lib/access/permissions-table';
import { ROLES, type Role } from '@/lib/access/schema';
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
  'source_link.read': O,
  'source_link.manage': ['admin'],
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
