import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { readableServices } from '@/lib/access/permissions';
import { freezeProjection } from '@/lib/freeze/fold';
import { frozen, reaches } from '@/lib/freeze/rules';
import { EVERYTHING, type FreezeRow } from '@/lib/freeze/schema';
import { seize, share } from '@/lib/log/advisory';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';

/** Shared by whatever sets something going, seized by freezes. */
export const FREEZE_LOCK = 'countersign freeze';

declare const asked: unique symbol;

/** Proof that a transaction asked, and that nothing it touches can be frozen before it ends. */
export interface Unfrozen {
  [asked]: true;
}

/**
 * Holds off freezes until this transaction ends: one that is being set is waited for, one to come
 * waits for us. Whatever sets something going takes it before every other lock, streams and rows of
 * agents included; freezes take the other side of it first, too, so neither waits for the other.
 */
export async function holdOffFreezes(tx: Tx): Promise<void> {
  await share(tx, [FREEZE_LOCK]);
}

/** The other side: from here on nothing is set going anywhere until this transaction ends. */
export async function holdEverything(tx: Tx): Promise<void> {
  await seize(tx, FREEZE_LOCK);
}

/** The freezes that stand, oldest first, those of everything before those of one service. */
export async function activeFreezes(tx: Tx): Promise<FreezeRow[]> {
  const rows = await tx.db.freeze.findMany({
    where: { state: 'active' },
    orderBy: [{ service: 'asc' }, { setAt: 'asc' }],
  });
  return parseRows(freezeProjection, rows);
}

/**
 * Refuses while anything that is touched is frozen. Call {@link holdOffFreezes} first: without it a
 * freeze could commit between this answer and the change that rests on it.
 * @param unchanged says what did not happen, as “Nothing was started.”
 * @throws Conflict `frozen`
 */
export async function demandUnfrozen(
  tx: Tx,
  actor: Actor,
  touched: readonly string[],
  unchanged: string,
): Promise<Unfrozen> {
  const found = (await activeFreezes(tx)).find(({ service }) => reaches(service, touched));
  if (found) {
    const readable = readableServices(actor);
    const isKnown =
      found.service === EVERYTHING || readable === '*' || readable.includes(found.service);
    throw frozen(found, isKnown, unchanged);
  }
  return {} as Unfrozen;
}
