'use client';

import { percent, estimateWords, likelihoodWord } from '@/components/hypothesis/confidence-words';
import { LinkList } from '@/components/hypothesis/link-list';
import { VerdictButtons } from '@/components/hypothesis/verdict-buttons';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { StateBadge } from '@/components/ui/state-badge';
import type { HypothesisRow, HypothesisStep } from '@/lib/hypotheses/schema';
import { SuspicionNotes } from '@/components/text/suspicion-notes';

/** A claim whole: how sure the agent said it was and when, and all that speaks for and against. */
export function HypothesisView({ row, facts }: { row: HypothesisRow; facts: RunFacts }) {
  return (
    <div className="flex flex-col gap-4">
      <SuspicionNotes of={[row.statement, row.history, row.links]} />
      <p className="text-sm text-muted">
        {estimateWords(row.confidence)}
        {row.confidence !== null && `, ${likelihoodWord(row.confidence)}`}
        {row.outageClass && ` · class ${row.outageClass}`}
      </p>
      <LinkList row={row} relation="supports" facts={facts} noted />
      <LinkList row={row} relation="contradicts" facts={facts} noted />
      <section aria-label="History of the estimate">
        <h4 className="mb-1 text-sm font-semibold">How it came to this</h4>
        <ol className="flex flex-col gap-2">
          {row.history.toReversed().map((step) => (
            <HistoryStep key={`${step.seq} ${step.status}`} step={step} facts={facts} />
          ))}
        </ol>
      </section>
      <VerdictButtons row={row} />
    </div>
  );
}

function HistoryStep({ step, facts }: { step: HypothesisStep; facts: RunFacts }) {
  const { select } = useRoomHands();
  const at = facts.row.clock === 'imported' ? step.at : step.recordedAt;
  return (
    <li className="flex flex-col gap-0.5 border-l-2 border-line pl-2.5 text-sm">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium">
          {step.confidence === null ? 'not stated' : percent(step.confidence)}
        </span>
        <StateBadge noun="hypothesis" value={step.status} look="plain" />
        <span className="text-xs text-muted">{utcFull(at)}</span>
      </span>
      {step.note && (
        <span className="break-words text-muted">
          <VisibleText text={step.note} />
        </span>
      )}
      {step.because.length > 0 && (
        <span className="flex flex-wrap gap-x-2 text-xs text-muted">
          because of
          {step.because.map((id) => (
            <button
              key={id}
              type="button"
              onClick={() => select(`ev:${id}`)}
              className="min-h-6 max-w-full truncate rounded-sm underline decoration-line-strong underline-offset-2 hover:text-ink pointer-coarse:min-h-11"
            >
              <VisibleText text={facts.evidenceOf(id)?.title ?? id} />
            </button>
          ))}
        </span>
      )}
    </li>
  );
}
