import 'server-only';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { readTerms } from '@/lib/policies/server/read-terms';
import { showRuling } from '@/lib/policies/show-ruling';
import type { StandingTerms } from '@/lib/policies/what-if-schema';

/** What policy says of an investigation now, with the rules behind it, as it is shown. */
export async function standingTermsOf(row: InvestigationRow): Promise<StandingTerms> {
  const ruling = await readTerms(row);
  const { policy, pinned } = ruling;
  return { ...showRuling(ruling), policy, pinned };
}
