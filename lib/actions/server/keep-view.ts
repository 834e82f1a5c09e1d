import 'server-only';
import { decisionView } from '@/lib/actions/decision-view';
import type { DecideActionInput } from '@/lib/actions/decision-input';
import type { ActionRow } from '@/lib/actions/schema';
import { showAction } from '@/lib/actions/server/show-action';
import { Conflict } from '@/lib/errors';
import { canonical, sha256 } from '@/lib/log/canonical';
import type { Tx } from '@/lib/log/write';

/**
 * Keeps what the decider's page showed, under its digest, and says which version of the page that
 * was; null where nothing is kept. The server builds the same facts under the same locks as the
 * decision: what a browser claims to have shown is never taken on its word.
 *
 * An approval of anything else than what stands is refused. A rejection is not: it keeps things as
 * they are, and an agent that rewords its causes every second must not be able to hold it up.
 * @throws Conflict `view-changed`
 */
export async function keepView(
  tx: Tx,
  action: ActionRow,
  { decision, viewDigest }: Pick<DecideActionInput, 'decision' | 'viewDigest'>,
  now: Date,
): Promise<string | null> {
  if (viewDigest === undefined) return null;
  const shown = decisionView(await showAction(tx, action));
  const text = canonical(shown);
  if (sha256(text).toString('hex') !== viewDigest) {
    if (decision === 'reject') return null;
    throw new Conflict(
      'view-changed',
      'Something on your page is no longer as it was shown. Nothing was decided; look at it again.',
    );
  }
  const { id: actionId, version } = action;
  await tx.db.decisionView.createMany({
    data: [{ digest: viewDigest, actionId, version, view: shown.view, text, at: now }],
    skipDuplicates: true,
  });
  return shown.view;
}
