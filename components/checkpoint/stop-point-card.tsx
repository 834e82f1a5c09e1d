'use client';

import { clsx } from 'clsx';
import { estimateWords } from '@/components/hypothesis/confidence-words';
import { linksOf } from '@/components/hypothesis/rank';
import { stopInstants } from '@/components/incident/recorded-instants';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { Countdown } from '@/components/time/countdown';
import { RelativeTime } from '@/components/time/relative-time';
import { Panel } from '@/components/ui/panel';
import { stateFace } from '@/components/ui/states';
import type { CheckpointRow } from '@/lib/investigations/schema';
import { StopDecision } from './stop-decision';
import { shortRoot, STOP_ASKS } from './stop-words';

/** A stop point that waits: what stands, and the three answers to it. */
export function StopPointCard({
  checkpoint,
  facts,
}: {
  checkpoint: CheckpointRow;
  facts: RunFacts;
}) {
  const { select } = useRoomHands();
  const face = stateFace('stopPoint', checkpoint.stage);
  const Icon = face.icon;
  const { requestedAt } = stopInstants(facts, checkpoint);
  const isImported = facts.row.clock === 'imported';
  const before = facts.checkpoints.findLast(
    ({ requestedSeq }) => requestedSeq < checkpoint.requestedSeq,
  );
  const isAgain = before?.state === 'expired';
  return (
    <Panel
      tone="waiting"
      aria-label={`Stop point: ${face.word}`}
      title={
        <span className="flex items-center gap-1.5 text-waiting">
          <Icon aria-hidden size={15} />
          {face.word}
        </span>
      }
      actions={
        isImported ? undefined : (
          <Countdown
            expiresAt={checkpoint.expiresAt}
            label="Time to decide"
            over="Nobody decided in time"
            className="text-sm"
          />
        )
      }
    >
      <div className="flex flex-col gap-2.5 text-sm">
        <p className="font-medium text-ink">{STOP_ASKS[checkpoint.stage]}</p>
        <p className="max-h-24 overflow-y-auto break-words whitespace-pre-line text-muted">
          <span className="sr-only">The agent says: </span>
          <ClampedText text={checkpoint.summary} limit={600} />
        </p>
        {isAgain && (
          <p className="text-muted">Asked again: nobody decided in time the last time.</p>
        )}
        <Grounds checkpoint={checkpoint} facts={facts} />
        <p className="flex flex-wrap items-center gap-x-4 text-xs text-muted">
          <button
            type="button"
            onClick={() => select(`chk:${checkpoint.id}`)}
            className="rounded-sm underline decoration-line-strong underline-offset-2 hover:text-ink pointer-coarse:min-h-11"
          >
            {checkpoint.evidenceCount} {checkpoint.evidenceCount === 1 ? 'item' : 'items'} of
            evidence, root <span className="font-mono">{shortRoot(checkpoint.evidenceRoot)}</span>
          </button>
          {requestedAt && (
            <span>
              asked <RelativeTime at={requestedAt} />
            </span>
          )}
        </p>
        <StopDecision checkpoint={checkpoint} run={facts.run} />
      </div>
    </Panel>
  );
}

/** The claims that the decision is about, each with what speaks for and against it. */
function Grounds({ checkpoint, facts }: { checkpoint: CheckpointRow; facts: RunFacts }) {
  const { select } = useRoomHands();
  const named = facts.hypotheses.filter(({ id }) => id === checkpoint.hypothesisId);
  const floated = facts.hypotheses.filter(({ status }) => status !== 'refuted').slice(0, 3);
  const shown = named.length > 0 ? named : floated;
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1" aria-label="Claims at this stop point">
      {shown.map((hypothesis) => (
        <li key={hypothesis.id}>
          <button
            type="button"
            onClick={() => select(`hyp:${hypothesis.id}`)}
            className="flex w-full min-w-0 items-baseline gap-2 rounded-sm text-left hover:bg-hover pointer-coarse:min-h-11"
          >
            <span
              className={clsx(
                'min-w-0 flex-1 text-ink',
                named.length > 0 ? 'line-clamp-2 font-medium' : 'truncate',
              )}
            >
              <VisibleText text={hypothesis.statement} />
            </span>
            <span className="shrink-0 text-xs text-muted">
              {linksOf(hypothesis, 'supports').length} for,{' '}
              {linksOf(hypothesis, 'contradicts').length} against
            </span>
          </button>
          {named.length > 0 && (
            <p className="text-xs text-muted">{estimateWords(hypothesis.confidence)}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
