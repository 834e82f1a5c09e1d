import 'server-only';
import type { PersonActor } from '@/lib/access/actor';
import type { DecisionFacts } from '@/lib/actions/rules';
import type { DecideActionInput } from '@/lib/actions/decision-input';
import type { ActionRow } from '@/lib/actions/schema';
import { Forbidden } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';
import { decisionContents } from '@/lib/passkeys/rules';
import { usePasskey } from '@/lib/passkeys/server/use-passkey';

/**
 * What the passkey proves that a decision brings: a signature on exactly what is being decided, by
 * whoever decides, or why not. What is decided is compared with the action later, under its lock.
 * Holds the person's stream: call it where persons are locked, before any investigation.
 */
export async function proveDecision(
  tx: Tx,
  { id: personId }: PersonActor,
  actionId: string,
  { decision, version, digest, viewDigest, assertion }: DecideActionInput,
): Promise<DecisionFacts['proof']> {
  if (!assertion || viewDigest === undefined) return { signature: null };
  await tx.lock(personId);
  const bound = { person: personId, action: actionId, version, digest, viewDigest, decision };
  try {
    const signature = await usePasskey(tx, {
      personId,
      errand: 'decide',
      subject: actionId,
      assertion,
      contents: (nonce) => decisionContents({ ...bound, nonce }),
      slug: 'step-up-required',
    });
    return { signature };
  } catch (refusal) {
    // Said once it is known that they may decide at all: till then, whether there is such an action
    // is not theirs to know.
    if (refusal instanceof Forbidden) return { signature: null, refusal };
    throw refusal;
  }
}

/**
 * The passkeys of an action's signatures that were given up for lost since, or may have been copied.
 * Read without a lock: what is revoked a moment later was good when this was decided.
 */
export async function discreditedPasskeys(
  tx: Tx,
  { decisions }: Pick<ActionRow, 'decisions'>,
): Promise<ReadonlySet<string>> {
  const ids = decisions.flatMap(({ signature }) => (signature ? [signature.passkey] : []));
  if (ids.length === 0) return new Set();
  const found = await tx.db.passkey.findMany({
    where: {
      id: { in: ids },
      OR: [{ endedBecause: 'lost' }, { suspectedAt: { not: null } }],
    },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}
