'use client';

import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { StateBadge, StateGlyph } from '@/components/ui/state-badge';
import { stateFace } from '@/components/ui/states';
import type { HypothesisLink, HypothesisRow } from '@/lib/hypotheses/schema';
import { linksOf } from './rank';
import { PlainButton } from '@/components/ui/plain-button';

export interface LinkListProps {
  row: HypothesisRow;
  relation: HypothesisLink['relation'];
  facts: RunFacts;
  /** How many before the rest is folded away; all unless said. */
  limit?: number | undefined;
  /** With the agent's notes beneath. */
  noted?: boolean | undefined;
}

/** What speaks for or against a claim, the weightiest first; each leads to its evidence. */
export function LinkList({ row, relation, facts, limit, noted = false }: LinkListProps) {
  const { select, selected } = useRoomHands();
  const links = linksOf(row, relation);
  const shown = links.slice(0, limit);
  const face = stateFace('relation', relation);
  if (links.length === 0)
    return (
      <p className="text-xs text-faint">
        {relation === 'supports' ? 'Nothing recorded for it' : 'Nothing recorded against it'}
      </p>
    );
  return (
    <div>
      <p className="text-xs font-medium text-muted">
        {face.word} ({links.length})
      </p>
      <ul className="mt-0.5 flex flex-col">
        {shown.map((link) => {
          const evidence = facts.evidenceOf(link.evidenceId);
          return (
            <li key={link.evidenceId} className="min-w-0">
              <PlainButton
                aria-pressed={selected === `ev:${link.evidenceId}`}
                onClick={() => select(`ev:${link.evidenceId}`)}
                className="focus-inset -mx-1 flex min-h-6 w-[calc(100%+0.5rem)] min-w-0 items-center gap-1.5 rounded-sm px-1 text-left text-xs text-ink hover:bg-hover aria-pressed:bg-running-tint pointer-coarse:min-h-11"
              >
                <StateGlyph noun="relation" value={relation} size={12} />
                <span className="min-w-0 flex-1 truncate">
                  <VisibleText text={evidence?.title ?? link.evidenceId} />
                </span>
                {evidence?.flag && <StateGlyph noun="flag" value={evidence.flag} size={12} />}
                <span className="shrink-0 text-faint">
                  {link.weight === null ? '' : link.weight.toFixed(2)}
                  <span className="sr-only">
                    {link.weight === null ? 'weight not stated' : ' weight'}
                  </span>
                </span>
              </PlainButton>
              {noted && link.note && (
                <p className="pb-1 pl-5 text-xs break-words text-muted">
                  <VisibleText text={link.note} />
                </p>
              )}
              {noted && evidence?.flag && (
                <p className="pb-1 pl-5">
                  <StateBadge noun="flag" value={evidence.flag} look="plain" />
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {links.length > shown.length && (
        <p className="pt-0.5 text-xs text-faint">and {links.length - shown.length} more</p>
      )}
    </div>
  );
}
