'use client';

import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { lineLook } from '@/components/chart/chart-colors';
import { Swatch } from '@/components/chart/swatch';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { SuspicionNotes } from '@/components/text/suspicion-notes';
import { VisibleText } from '@/components/text/visible-text';
import { Meter } from '@/components/ui/meter';
import { StateBadge } from '@/components/ui/state-badge';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import { ClaimActs } from './claim-acts';
import { ClaimBalance } from './claim-balance';
import { ClaimComments } from './claim-comments';
import { claimFace } from './claim-face';
import { estimateWords, likelihoodWord } from './confidence-words';
import { LinkList } from './link-list';
import { RefutationNote } from './refutation-note';
import { StepLine } from './step-line';
import { UntestedList } from './untested-list';
import { PlainButton } from '@/components/ui/plain-button';

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <h4 className="text-xs font-semibold text-muted">{title}</h4>
      {children}
    </div>
  );
}

export interface ClaimColumnProps {
  row: HypothesisRow;
  facts: RunFacts;
  /** Its line's place in the overview, where it has one. */
  line: number;
}

/** One claim whole, to be read beside its rivals. */
export function ClaimColumn({ row, facts, line }: ClaimColumnProps) {
  const { select, selected } = useRoomHands();
  const isRefuted = row.status === 'refuted';
  const words = estimateWords(row.confidence);
  return (
    <li
      className={clsx(
        'flex min-w-0 flex-col gap-3 rounded-lg border p-3',
        isRefuted ? 'border-dashed border-line bg-sunken' : 'border-line bg-surface',
        selected === `hyp:${row.id}` && 'ring-2 ring-running-fill',
      )}
    >
      <div className="flex flex-col gap-1.5">
        <div className="flex flex-wrap items-center gap-2">
          <StateBadge noun="hypothesis" value={claimFace(row)} />
          {line >= 0 && <Swatch {...lineLook(line)} />}
          {row.verdict && (
            <span className="ml-auto text-xs text-muted">judged {row.verdict.verdict}</span>
          )}
        </div>
        <h3>
          <PlainButton
            onClick={() => select(`hyp:${row.id}`)}
            className={clsx(
              'focus-inset w-full rounded-sm text-left text-sm font-medium break-words hover:underline pointer-coarse:min-h-11',
              isRefuted ? 'text-muted line-through decoration-1' : 'text-ink',
            )}
          >
            <VisibleText text={row.statement} />
          </PlainButton>
        </h3>
        <SuspicionNotes of={row.statement} />
        <p className="text-sm text-muted">
          {words}
          {row.confidence !== null && `, ${likelihoodWord(row.confidence)}`}
        </p>
        {row.confidence !== null && (
          <Meter
            label={words}
            value={row.confidence}
            text={likelihoodWord(row.confidence)}
            tone={isRefuted ? 'quiet' : 'running'}
          />
        )}
      </div>
      <RefutationNote row={row} />
      <Part title="For and against, as the agent weighs it">
        <ClaimBalance row={row} facts={facts} />
        <LinkList row={row} relation="supports" facts={facts} limit={6} />
        <LinkList row={row} relation="contradicts" facts={facts} limit={6} />
      </Part>
      <Part title="How the estimate came about">
        <StepLine row={row} facts={facts} />
      </Part>
      <Part title="What would change it">
        <UntestedList row={row} facts={facts} />
      </Part>
      <ClaimComments row={row} />
      <div className="mt-auto">
        <ClaimActs row={row} facts={facts} />
      </div>
    </li>
  );
}
