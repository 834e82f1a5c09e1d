import 'server-only';
import { Invalid } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';

/** @throws Invalid `unknown-reference` for an owner who is nobody active here */
export async function demandActiveOwner(tx: Tx, ownerId: string): Promise<void> {
  const owner = await tx.db.person.findUnique({ where: { id: ownerId } });
  if (owner?.status === 'active') return;
  const message = 'must be an active person';
  throw new Invalid([{ path: 'ownerId', message }], 'unknown-reference');
}
