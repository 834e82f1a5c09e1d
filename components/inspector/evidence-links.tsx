'use client';

import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { StateBadge } from '@/components/ui/state-badge';
import type { EvidenceRow } from '@/lib/evidence/schema';
import { PlainButton } from '@/components/ui/plain-button';

/** Which claims this observation speaks for and against, in the agent's own weights. */
export function EvidenceLinks({ evidence, facts }: { evidence: EvidenceRow; facts: RunFacts }) {
  const { select } = useRoomHands();
  const links = facts.hypotheses.flatMap((hypothesis) =>
    hypothesis.links
      .filter(({ evidenceId }) => evidenceId === evidence.id)
      .map((link) => ({ hypothesis, link })),
  );
  if (links.length === 0)
    return <p className="text-sm text-muted">The agent has linked it to no claim.</p>;
  return (
    <ul aria-label="What it speaks for and against" className="flex flex-col gap-1.5 text-sm">
      {links.map(({ hypothesis, link }) => (
        <li key={hypothesis.id} className="flex flex-col gap-0.5">
          <span className="flex min-w-0 items-center gap-2">
            <StateBadge noun="relation" value={link.relation} />
            <PlainButton
              onClick={() => select(`hyp:${hypothesis.id}`)}
              className="focus-inset min-w-0 flex-1 truncate rounded-sm text-left hover:underline pointer-coarse:min-h-11"
            >
              <VisibleText text={hypothesis.statement} />
            </PlainButton>
            <span className="shrink-0 text-xs text-muted">
              {link.weight === null ? 'weight not stated' : `weight ${link.weight.toFixed(2)}`}
            </span>
          </span>
          {link.note && (
            <span className="text-xs break-words text-muted">
              <VisibleText text={link.note} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
