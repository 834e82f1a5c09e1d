import 'server-only';
import { hashSecret, newMachineKey } from '@/lib/access/server/secrets';
import { newId } from '@/lib/ids';
import type { Tx } from '@/lib/log/write';

export interface NewKey {
  id: string;
  /** Nowhere else, ever: kept is its hash. */
  key: string;
  createdAt: string;
  expiresAt: string;
}

/** Makes a key for an agent that this transaction holds. */
export async function addKey(
  tx: Tx,
  agentId: string,
  { now, expiresAt, replaces = null }: { now: Date; expiresAt: string; replaces?: string | null },
): Promise<NewKey> {
  const id = newId('key');
  const key = newMachineKey();
  await tx.db.agentKey.create({
    data: { id, agentId, keyHash: hashSecret(key), createdAt: now, expiresAt },
  });
  const payload = { key: id, expiresAt, replaces };
  await tx.append(agentId, [{ kind: 'agent.key_created', payload }]);
  return { id, key, createdAt: now.toISOString(), expiresAt };
}
