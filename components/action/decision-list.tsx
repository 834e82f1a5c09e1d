import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import type { Decision } from '@/lib/actions/schema';
import { decisionFace } from './decision-face';

export interface DecisionListProps {
  decisions: Pick<
    Decision,
    'id' | 'version' | 'decision' | 'by' | 'reason' | 'at' | 'signature' | 'brokeGlass' | 'signedAs'
  >[];
  /** The version that stands; decisions on earlier ones count for nothing and say so. */
  version: number;
}

/** Who has signed or refused, and what they said. */
export function DecisionList({ decisions, version }: DecisionListProps) {
  if (decisions.length === 0) return <p className="text-sm text-muted">Nobody yet.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {decisions.map((decision) => (
        <li key={decision.id} className="flex flex-col gap-0.5 text-sm">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <StateBadge noun="decision" value={decisionFace(decision)} />
            <span className="min-w-0 font-medium break-words text-ink">
              <VisibleText text={decision.by.name} />
            </span>
            {decision.signedAs && (
              <span className="text-xs text-muted">as {decision.signedAs.join(' or ')}</span>
            )}
            <RelativeTime at={decision.at} focusable className="text-xs text-muted" />
            {decision.version !== version && (
              <span className="text-xs text-faint">
                on version {decision.version}: no longer counts
              </span>
            )}
          </span>
          {decision.reason && (
            <span className="[overflow-wrap:anywhere] whitespace-pre-wrap text-muted">
              <VisibleText text={decision.reason} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
