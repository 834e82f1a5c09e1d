import { hashSecret, newMachineKey } from '@/lib/access/server/secrets';
import type { Scope } from '@/lib/agents/schema';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';

const EVERYTHING: Scope = {
  sources: ['*'],
  services: ['*'],
  environments: ['*'],
  verbs: ['*'],
};

/** An active agent or executor with a wide scope, and its key. */
export async function seedMachine(
  kind: 'agent' | 'executor',
  scope: Partial<Scope> = {},
): Promise<{ id: string; key: string }> {
  const id = newId('agt');
  const keyId = newId('key');
  const key = newMachineKey();
  const actor = { type: 'system', id: 'tests', name: 'Tests' } as const;
  await write({ actor, requestId: 'tests' }, async (tx) => {
    await tx.lock(id, {});
    const payload = {
      name: `the ${kind}`,
      kind,
      ownerId: newId('usr'),
      purpose: 'to be tested with',
      scope: { ...EVERYTHING, ...scope },
      parentId: null,
      expiresAt: new Date(Date.now() + 3600_000).toISOString(),
    };
    await tx.append(id, [
      { kind: 'agent.created', payload },
      { kind: 'agent.key_created', payload: { key: keyId } },
    ]);
    await tx.db.agentKey.create({ data: { id: keyId, agentId: id, keyHash: hashSecret(key) } });
  });
  return { id, key };
}
