import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { Forbidden } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { Tx } from '@/lib/log/write';
import { termsFor } from '@/lib/policies/server/terms-for';

/**
 * Refuses a release by another commander where policy leaves it to the one in charge.
 * @throws Forbidden `not-in-command`
 */
export async function demandReleaser(tx: Tx, actor: Actor, row: InvestigationRow): Promise<void> {
  const { terms } = await termsFor(tx, row);
  if (terms.releaser === 'any-commander') return;
  const incident = await tx.row(incidentProjection, row.incidentId);
  if (incident?.commanderId === actor.id) return;
  throw new Forbidden(
    'The policy lets only the commander of this incident let it continue. Take command first; nothing was decided.',
    'not-in-command',
  );
}
