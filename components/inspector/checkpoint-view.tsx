'use client';

import { outcomeWords, STOP_ASKS } from '@/components/checkpoint/stop-words';
import { stopInstants } from '@/components/incident/recorded-instants';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { CopyButton } from '@/components/ui/copy-button';
import { Fact, Facts } from '@/components/ui/panel';
import type { CheckpointRow } from '@/lib/investigations/schema';
import { SuspicionNotes } from '@/components/text/suspicion-notes';
import { PlainButton } from '@/components/ui/plain-button';

/** A stop point whole: what was asked, on what evidence, and who decided how. */
export function CheckpointView({
  checkpoint,
  facts,
}: {
  checkpoint: CheckpointRow;
  facts: RunFacts;
}) {
  const { select } = useRoomHands();
  const claim = facts.hypotheses.find(({ id }) => id === checkpoint.hypothesisId);
  const { requestedAt, decidedAt } = stopInstants(facts, checkpoint);
  const isWaiting = checkpoint.state === 'waiting';
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p className="font-medium">{STOP_ASKS[checkpoint.stage]}</p>
      <p className="break-words whitespace-pre-line text-muted">
        <ClampedText text={checkpoint.summary} />
      </p>
      <SuspicionNotes of={checkpoint.summary} />
      <Facts>
        {!isWaiting && (
          <Fact label="Outcome">
            <VisibleText text={outcomeWords(checkpoint) ?? ''} />
          </Fact>
        )}
        {decidedAt && <Fact label="When">{utcFull(decidedAt)}</Fact>}
        {checkpoint.instruction && (
          <Fact label="Instruction">
            <VisibleText text={checkpoint.instruction} />
          </Fact>
        )}
        {checkpoint.reason && (
          <Fact label="Reason">
            <VisibleText text={checkpoint.reason} />
          </Fact>
        )}
        {claim && (
          <Fact label="Claim">
            <PlainButton
              onClick={() => select(`hyp:${claim.id}`)}
              className="rounded-sm text-left underline decoration-line-strong underline-offset-2"
            >
              <VisibleText text={claim.statement} />
            </PlainButton>
            {claim.refutation && (
              <span className="block text-bad">
                Refuted by <VisibleText text={claim.refutation.by.name} />
              </span>
            )}
          </Fact>
        )}
        {requestedAt && <Fact label="Asked">{utcFull(requestedAt)}</Fact>}
        {facts.row.clock !== 'imported' && (
          <Fact label={isWaiting ? 'Expires' : 'Would have expired'}>
            {utcFull(checkpoint.expiresAt)}
          </Fact>
        )}
        <Fact label="Evidence">
          {checkpoint.evidenceCount} {checkpoint.evidenceCount === 1 ? 'item' : 'items'}, fixed
        </Fact>
        <Fact label="Merkle root" stacked>
          <span className="flex items-center gap-1">
            <code className="min-w-0 text-xs break-all">{checkpoint.evidenceRoot}</code>
            <CopyButton text={checkpoint.evidenceRoot} label="Copy the root" />
          </span>
        </Fact>
      </Facts>
    </div>
  );
}
