'use client';

import { stopInstants } from '@/components/incident/recorded-instants';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Notice } from '@/components/ui/notice';
import { stateFace } from '@/components/ui/states';
import type { CheckpointRow } from '@/lib/investigations/schema';
import { outcomeFace, outcomeWords } from './stop-words';

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
      {isExpired && '. The investigation paused; a person resumes it into a new stop point.'}
      {said && (
        <span className="text-muted">
          {' '}
          “<VisibleText text={said} />”
        </span>
      )}{' '}
      <button
        type="button"
        onClick={() => select(`chk:${checkpoint.id}`)}
        className="rounded-sm text-muted underline decoration-line-strong underline-offset-2 hover:text-ink"
      >
        What it stood on
      </button>
    </Notice>
  );
}
