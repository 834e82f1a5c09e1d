import { describe, expect, test } from 'vitest';
import { can, servicesWhere } from '@/lib/access/permissions';
import { ROLES } from '@/lib/access/schema';
import { person, roleOn } from './actors';

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

  test('opens incidents there alone, and is told so, for nothing there is hidden yet', () => {
    const carl = person({ role: 'commander', service: 'checkout', environments: ['staging'] });
    expect(can(carl, 'incident.open', at('staging'))).toEqual({ allowed: true });
    expect(can(carl, 'incident.open', at('production'))).toEqual({
      allowed: false,
      code: 'forbidden',
      reason: 'Only a commander for checkout in production can open an incident.',
    });
    expect(
      can(carl, 'incident.open', { service: 'payments', environment: 'staging' }),
    ).toMatchObject({ code: 'not-found' });
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
