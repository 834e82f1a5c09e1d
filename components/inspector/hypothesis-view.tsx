'use client';

import { ClaimActs } from '@/components/hypothesis/claim-acts';
import { ClaimBalance } from '@/components/hypothesis/claim-balance';
import { ClaimComments } from '@/components/hypothesis/claim-comments';
import { estimateWords, likelihoodWord } from '@/components/hypothesis/confidence-words';
import { LinkList } from '@/components/hypothesis/link-list';
import { RefutationNote } from '@/components/hypothesis/refutation-note';
import { StepLine } from '@/components/hypothesis/step-line';
import { UntestedList } from '@/components/hypothesis/untested-list';
import { VerdictButtons } from '@/components/hypothesis/verdict-buttons';
import type { RunFacts } from '@/components/incident/run-facts';
import { SuspicionNotes } from '@/components/text/suspicion-notes';
import type { HypothesisRow } from '@/lib/hypotheses/schema';

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
      <RefutationNote row={row} />
      <ClaimBalance row={row} facts={facts} />
      <LinkList row={row} relation="supports" facts={facts} noted />
      <LinkList row={row} relation="contradicts" facts={facts} noted />
      <section aria-label="History of the estimate">
        <h4 className="mb-1 text-sm font-semibold">How it came to this</h4>
        <StepLine row={row} facts={facts} />
      </section>
      <section aria-label="What is untested">
        <h4 className="mb-1 text-sm font-semibold">What would change it</h4>
        <UntestedList row={row} facts={facts} />
      </section>
      <ClaimComments row={row} />
      <ClaimActs row={row} facts={facts} />
      <VerdictButtons row={row} />
    </div>
  );
}
