import type { AgentActor, ExecutorActor } from '@/lib/access/actor';
import { hashSecret, newMachineKey } from '@/lib/access/server/secrets';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';
import { asSystem } from '../../support/actors';

/** A key that the API takes for this machine's. */
export async function giveKey({ id }: AgentActor | ExecutorActor): Promise<string> {
  const keyId = newId('key');
  const key = newMachineKey();
  await write(asSystem(), async (tx) => {
    await tx.append(id, [
      { kind: 'agent.key_created', payload: { key: keyId, expiresAt: null, replaces: null } },
    ]);
    await tx.db.agentKey.create({ data: { id: keyId, agentId: id, keyHash: hashSecret(key) } });
  });
  return key;
}
