import { expect } from 'vitest';
import type { Scope } from '@/lib/agents/schema';
import { asMachine, type Call } from '../support/api';

export const WIDE: Scope = {
  sources: ['*'],
  services: ['*'],
  environments: ['*'],
  verbs: ['observe', 'hypothesize', 'propose:*'],
};

export interface Machine {
  id: string;
  key: string;
  keyId: string;
  call: Call;
}

/** An agent or executor of the admin's own, made through the interface. */
export async function newMachine(
  url: string,
  admin: Call,
  kind: 'agent' | 'executor',
  more: Partial<Scope> = {},
): Promise<Machine> {
  const me = await admin('GET', '/people/me');
  const verbs = kind === 'agent' ? WIDE.verbs : ['execute:*'];
  const made = await admin('POST', '/agents', {
    name: `Test ${kind}`,
    kind,
    ownerId: me.body.id,
    purpose: 'Tests.',
    scope: { ...WIDE, verbs, ...more },
  });
  expect(made.status).toBe(201);
  const id = String(made.body.id);
  const given = await admin('POST', `/agents/${id}/keys`);
  expect(given.status).toBe(201);
  const key = String(given.body.key);
  return { id, key, keyId: String(given.body.id), call: asMachine(url, key) };
}
