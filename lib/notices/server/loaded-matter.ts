import 'server-only';
import type { Tx } from '@/lib/log/write';
import type { Matter } from '@/lib/notices/rules';
import type { NoticeRow } from '@/lib/notices/schema';
import type { NoticeFacts } from '@/lib/notices/words';
import type { EscalationStep } from '@/lib/policies/schema';
import { serviceProjection } from '@/lib/services/fold';

/** All that telling people needs to know, as it stands now. */
export interface LoadedMatter {
  matter: Matter;
  ladder: EscalationStep[];
  about: Pick<
    NoticeRow,
    | 'key'
    | 'kind'
    | 'actionId'
    | 'checkpointId'
    | 'investigationId'
    | 'incidentId'
    | 'version'
    | 'service'
  >;
  facts: Omit<NoticeFacts, 'why' | 'now' | 'waitedMs'>;
  /** The page that it opens, below this site's root. */
  path: string;
}

/** Names as the catalogue has them: an agent may name any place, and we do not repeat what it says. */
export async function placesOf(tx: Tx, of: { service: string; environment: string }) {
  const row = await tx.row(serviceProjection, of.service);
  const isKnown = row?.declared === true && row.retiredAt === null;
  return {
    service: isKnown ? of.service : null,
    environment: isKnown && row.environments.includes(of.environment) ? of.environment : null,
  };
}
