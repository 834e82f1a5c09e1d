'use client';

import { clsx } from 'clsx';
import { stopInstants } from '@/components/incident/recorded-instants';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { ClampedText } from '@/components/text/clamped-text';
import { Countdown } from '@/components/time/countdown';
import { RelativeTime } from '@/components/time/relative-time';
import { Panel } from '@/components/ui/panel';
import { ScrollArea } from '@/components/ui/scroll-area';
import { stateFace } from '@/components/ui/states';
import { toneText } from '@/components/ui/tone';
import type { CheckpointRow } from '@/lib/investigations/schema';
import { stopFacts } from '@/lib/investigations/stop-facts';
import { rowsOf } from '@/lib/live/room-state';
import { StopClaims } from './stop-claims';
import { StopDecision } from './stop-decision';
import { StopFound, StopSince, StopUnseen } from './stop-found';
import { StopRaised } from './stop-raised';
import { shortRoot, STOP_ASKS } from './stop-words';
import { PlainButton } from '@/components/ui/plain-button';

/** A stop point that waits: what a person has to know to decide, and the three answers to it. */
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
  const known = stopFacts({
    checkpoint,
    checkpoints: facts.checkpoints,
    evidence: rowsOf(facts.run, 'evidence'),
    hypotheses: facts.hypotheses,
    reach: facts.run.reach,
    tally: facts.run.tally,
  });
  return (
    <Panel
      tone={checkpoint.stage === 'drift' ? 'drift' : 'waiting'}
      aria-label={`Stop point: ${face.word}`}
      title={
        <span className={clsx('flex items-center gap-1.5', toneText[face.tone])}>
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
        {/* However much there is to read, the answers stay in view beneath it. */}
        <ScrollArea
          label="What it stands on"
          className="flex flex-col gap-2.5 *:shrink-0 lg:max-h-[max(12rem,calc(100dvh-32rem))]"
        >
          <p className="font-medium text-ink">{STOP_ASKS[checkpoint.stage]}</p>
          {checkpoint.raised ? (
            <StopRaised raised={checkpoint.raised} facts={facts} />
          ) : (
            <p className="max-h-24 overflow-y-auto break-words whitespace-pre-line text-muted">
              <span className="sr-only">The agent says: </span>
              <ClampedText text={checkpoint.summary} limit={600} />
            </p>
          )}
          {isAgain && (
            <p className="text-muted">Asked again: nobody decided in time the last time.</p>
          )}
          <StopFound found={known.found} />
          <StopUnseen unseen={known.unseen} />
          <StopClaims claims={known.leading} facts={facts} />
          <StopSince since={known.since} />
          <p className="flex flex-wrap items-center gap-x-4 text-xs text-muted">
            <PlainButton
              onClick={() => select(`chk:${checkpoint.id}`)}
              className="rounded-sm underline decoration-line-strong underline-offset-2 hover:text-ink pointer-coarse:min-h-11"
            >
              {checkpoint.evidenceCount} {checkpoint.evidenceCount === 1 ? 'item' : 'items'} of
              evidence fixed, root{' '}
              <span className="font-mono">{shortRoot(checkpoint.evidenceRoot)}</span>
            </PlainButton>
            {requestedAt && (
              <span>
                {checkpoint.raised ? 'raised' : 'asked'} <RelativeTime at={requestedAt} />
              </span>
            )}
          </p>
        </ScrollArea>
        <StopDecision checkpoint={checkpoint} run={facts.run} />
      </div>
    </Panel>
  );
}
