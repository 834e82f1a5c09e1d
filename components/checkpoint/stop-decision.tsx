'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleStop, MessageSquareMore, Play } from 'lucide-react';
import { ActButton } from '@/components/directive/act-button';
import { ActGroup } from '@/components/directive/act-group';
import { HeldHow } from '@/components/directive/held-how';
import { stopEffect } from '@/components/directive/control-words';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useRoomHands } from '@/components/incident/room-context';
import { useAct } from '@/components/incident/use-act';
import { whyFrozen } from '@/components/freeze/freeze-words';
import { useFrozen } from '@/components/freeze/freezes';
import { factsOf } from '@/components/incident/run-facts';
import { useIsOver } from '@/components/time/countdown';
import { Button } from '@/components/ui/button';
import { decideCheckpoint, termsQuery } from '@/lib/investigations/client';
import type { CheckpointRow } from '@/lib/investigations/schema';
import type { RoomRun } from '@/lib/live/room-state';
import { releaseRefusal } from './release-right';
import { STOP_EFFECTS } from './stop-words';

/** The three answers to a stop point. Never optimistic; the verb has the last word. */
export function StopDecision({ checkpoint, run }: { checkpoint: CheckpointRow; run: RoomRun }) {
  const { whyNot, actor, commander, at } = useRoomHands();
  const { data: policy } = useQuery({ ...termsQuery(run.id, run.terms), enabled: at === null });
  const act = useAct();
  const isLate = useIsOver(checkpoint.expiresAt);
  const reason =
    whyNot('checkpoint.decide') ??
    (isLate ? 'Nobody decided in time; the investigation pauses until it is resumed.' : undefined);
  const held = useHeld(run);
  // Stopping is never held back; both others let the agent go on.
  const goesOn = reason ?? held;
  const releases =
    goesOn ??
    refutedBy(checkpoint, run) ??
    releaseRefusal({ releaser: policy?.terms.releaser, commander, personId: actor.id });
  const effects = STOP_EFFECTS[checkpoint.stage];
  const { id } = checkpoint;
  return (
    <div className="flex flex-col gap-2">
      <ActGroup label="Decide this stop point" reasons={[releases, goesOn, reason]}>
        <Button
          variant="primary"
          icon={<Play aria-hidden size={14} />}
          title={effects.release}
          pending={act.isSending}
          disabledReason={releases}
          onClick={() => act.send(() => decideCheckpoint(id, { decision: 'release' }))}
        >
          Let it continue
        </Button>
        <ActButton
          size="md"
          label="Ask for more"
          icon={<MessageSquareMore aria-hidden size={14} />}
          disabledReason={goesOn}
          title="Ask for more"
          description={effects.return}
          instruction={{ label: 'What should it look at?', need: 'optional' }}
          reason={{ label: 'Why is this not enough?', need: 'needed' }}
          confirm="Ask for more"
          send={(said) => decideCheckpoint(id, { decision: 'return', ...said })}
        />
        <ActButton
          size="md"
          look="danger-quiet"
          variant="danger"
          label="Stop"
          icon={<CircleStop aria-hidden size={14} />}
          disabledReason={reason}
          title="Stop this investigation"
          description={`${effects.stop} ${stopEffect(run.agent.controlLevel)}`}
          reason={{ label: 'Why', need: 'needed' }}
          confirm="Stop"
          send={(said) => decideCheckpoint(id, { decision: 'stop', ...said })}
        />
        <HeldHow level={run.agent.controlLevel} />
      </ActGroup>
      <ProblemNotice problem={act.problem} />
    </div>
  );
}

/** Why nobody can settle on the claim that a stop point names: a person refuted it. */
function refutedBy({ stage, hypothesisId }: CheckpointRow, run: RoomRun): string | undefined {
  if (stage !== 'commitment') return undefined;
  const claim = factsOf(run)?.hypotheses.find(({ id }) => id === hypothesisId);
  const by = claim?.refutation?.by.name;
  return by && `${by} refuted this claim. Ask for more, or have that taken back.`;
}

/** Why the agent cannot be let go on now, whatever is decided here. */
function useHeld(run: RoomRun): string | undefined {
  const row = factsOf(run)?.row;
  const frozen = useFrozen(row?.service ?? '');
  if (frozen) return whyFrozen(frozen);
  return row?.status === 'paused'
    ? 'It is paused. Resume it first; it then stands before this stop point again.'
    : undefined;
}
