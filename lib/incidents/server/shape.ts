import 'server-only';
import type { Telling } from '@/lib/incidents/merging';
import type { Tx } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

/** The ids of what is part of these incidents. Hold their shape first. */
export async function partsOf(tx: Tx, ids: string[]): Promise<string[]> {
  const parts = await tx.db.incident.findMany({
    where: { mergedInto: { in: ids } },
    select: { id: true },
  });
  return parts.map(({ id }) => id);
}

/** Tells each stream its part of one act; why, as people typed it, is masked as everywhere. */
export async function tellAll(tx: Tx, tellings: readonly Telling[]): Promise<void> {
  await tx.appendAll(
    tellings.map(({ stream, drafts }) => ({
      stream,
      drafts: drafts.map(({ kind, payload }) => {
        if (!('reason' in payload)) return { kind, payload };
        const { value: reason, masked } = maskSecrets(payload.reason);
        return { kind, payload: { ...payload, reason, ...(masked > 0 ? { masked } : {}) } };
      }),
    })),
  );
}
