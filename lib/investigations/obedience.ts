import type { EvidenceRow } from '@/lib/evidence/schema';
import type { DirectiveRow, InvestigationRow } from '@/lib/investigations/schema';

/** How a directive stands with the agent, step by step. */
export type Obedience = 'given' | 'delivered' | 'acknowledged' | 'obeyed' | 'ignored';

type Told = Pick<DirectiveRow, 'kind' | 'seq' | 'deliveredAt' | 'acknowledgedAt' | 'refusedWrites'>;

export interface ObedienceFacts {
  evidence: readonly Pick<EvidenceRow, 'seq' | 'recordedAt'>[];
  status: InvestigationRow['status'];
}

/** One write may have been under way when the directive was given: it learns of it by the refusal. */
const UNDER_WAY = 1;

const reached = ({ deliveredAt, acknowledgedAt }: Told): Obedience =>
  acknowledgedAt ? 'acknowledged' : deliveredAt ? 'delivered' : 'given';

/**
 * Whether the agent did as it was told, by what it wrote since. Pause and stop: silence once it was
 * told; a second refused write is disobedience, acknowledged or not. Steer and return: evidence
 * recorded after it acknowledged. Resume: it acknowledged, and runs.
 */
export function obedienceOf(directive: Told, { evidence, status }: ObedienceFacts): Obedience {
  const { kind, acknowledgedAt, refusedWrites, seq } = directive;
  const stands = reached(directive);
  switch (kind) {
    case 'pause':
    case 'stop':
      if (refusedWrites > UNDER_WAY) return 'ignored';
      return stands === 'given' && refusedWrites === 0 ? 'given' : 'obeyed';
    case 'steer':
    case 'return': {
      if (!acknowledgedAt) return stands;
      const isFollowed = evidence.some(
        (item) => item.seq > seq && item.recordedAt >= acknowledgedAt,
      );
      return isFollowed ? 'obeyed' : 'acknowledged';
    }
    case 'resume':
      return acknowledgedAt && status === 'running' ? 'obeyed' : stands;
  }
}
