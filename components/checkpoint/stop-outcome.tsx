'use client';

import { Play } from 'lucide-react';
import { ActGroup } from '@/components/directive/act-group';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { stopInstants } from '@/components/incident/recorded-instants';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { useAct } from '@/components/incident/use-act';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { stateFace } from '@/components/ui/states';
import { giveControl } from '@/lib/investigations/client';
import type { CheckpointRow } from '@/lib/investigations/schema';
import { outcomeFace, outcomeWords } from './stop-words';
import { PlainButton } from '@/components/ui/plain-button';

/** The way on after silence: the same question anew, which again nobody but a person answers. */
function ResumeStopPoint({ runId }: { runId: string }) {
  const { whyNot } = useRoomHands();
  const act = useAct();
  const reason = whyNot('control.give');
  return (
    <div className="mt-2 flex flex-col gap-2">
      <ActGroup label="After nobody decided" reasons={[reason]}>
        <Button
          variant="primary"
          icon={<Play aria-hidden size={14} />}
          title="The investigation comes before a new stop point, and waits there."
          pending={act.isSending}
          disabledReason={reason}
          onClick={() => act.send(() => giveControl(runId, { control: 'resume' }))}
        >
          Resume at a new stop point
        </Button>
      </ActGroup>
      <ProblemNotice problem={act.problem} />
    </div>
  );
}

/** How the last stop point ended: who decided, when and how, or that nobody did. */
export function StopOutcome({ checkpoint, facts }: { checkpoint: CheckpointRow; facts: RunFacts }) {
  const { select } = useRoomHands();
  const { decidedAt } = stopInstants(facts, checkpoint);
  const face = outcomeFace(checkpoint);
  const said = checkpoint.instruction ?? checkpoint.reason;
  const isExpired = checkpoint.state === 'expired';
  return (
    <Notice tone={isExpired ? 'bad' : 'quiet'} icon={face.icon}>
      <span className="font-medium">
        {stateFace('stopPoint', checkpoint.stage).word}:{' '}
        <VisibleText text={outcomeWords(checkpoint) ?? face.word} />
      </span>
      {decidedAt && (
        <>
          {' '}
          <RelativeTime at={decidedAt} className="text-muted" />
        </>
      )}
      {isExpired && '. Nothing went through: the investigation paused.'}
      {said && (
        <span className="text-muted">
          {' '}
          “<VisibleText text={said} />”
        </span>
      )}{' '}
      <PlainButton
        onClick={() => select(`chk:${checkpoint.id}`)}
        className="rounded-sm text-muted underline decoration-line-strong underline-offset-2 hover:text-ink"
      >
        What it stood on
      </PlainButton>
      {isExpired && facts.row.status === 'paused' && <ResumeStopPoint runId={facts.run.id} />}
    </Notice>
  );
}
