import 'server-only';
import type { Tx } from '@/lib/log/write';
import { serviceProjection, serviceStream } from '@/lib/services/fold';

/** Keeps the name of a service that nobody declared, so that it can be listed and declared. */
export async function nameService(tx: Tx, name: string, environment: string): Promise<void> {
  if (await tx.row(serviceProjection, name)) return;
  const stream = serviceStream(name);
  const { head } = await tx.lock(stream, { service: name });
  // Somebody may have named it while we waited for the lock; the fold keeps the first.
  if (head > 0) return;
  await tx.append(stream, [{ kind: 'service.named', payload: { name, environment } }]);
}
