'use client';

import { CircleStop, Megaphone, Pause, Play } from 'lucide-react';
import { whyFrozen } from '@/components/freeze/freeze-words';
import { useFrozen } from '@/components/freeze/freezes';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useRoomHands } from '@/components/incident/room-context';
import { isOver, type RunFacts } from '@/components/incident/run-facts';
import { useAct } from '@/components/incident/use-act';
import { NoteButton } from '@/components/note/note-button';
import { Button } from '@/components/ui/button';
import { useKeptFocus } from '@/components/ui/use-kept-focus';
import { giveControl } from '@/lib/investigations/client';
import type { Control } from '@/lib/investigations/schema';
import { ActButton } from './act-button';
import { HeldHow } from './held-how';
import { ActGroup } from './act-group';
import { stopEffect } from './control-words';

/** Why a control makes no sense now, whoever asks; the verb refuses it all the same. */
function untimely({ row }: RunFacts, control: Control): string | undefined {
  if (row.clock === 'imported') return 'This is a recording; what it did cannot be steered.';
  if (isOver(row)) return 'The investigation has ended.';
  if (control === 'pause' && row.status === 'waiting') {
    return 'It waits at a stop point, and does nothing meanwhile.';
  }
  return undefined;
}

/** Pause or resume, steer, stop, and a note: what a commander tells a running agent. */
export function RunControls({ facts }: { facts: RunFacts }) {
  const { whyNot } = useRoomHands();
  const { run, row } = facts;
  const act = useAct();
  const forbidden = whyNot('control.give');
  const frozen = useFrozen(row.service);
  const kept = useKeptFocus<HTMLDivElement>();
  const reasonFor = (control: Control) =>
    forbidden ??
    untimely(facts, control) ??
    (frozen && control === 'resume' ? whyFrozen(frozen) : undefined);
  const controls: Control[] = [row.status === 'paused' ? 'resume' : 'pause', 'steer', 'stop'];
  // A stop point that waits has a Stop of its own, which decides it too.
  const isAtStopPoint = row.status === 'waiting';
  const give = (control: Control) => act.send(() => giveControl(run.id, { control }));
  return (
    <div {...kept} className="flex flex-col gap-2 outline-none">
      <ActGroup
        label="Control the agent"
        reasons={forbidden ? [forbidden] : [...controls.map(reasonFor), whyNot('note.add')]}
      >
        {row.status === 'paused' ? (
          <Button
            size="sm"
            variant="primary"
            icon={<Play aria-hidden size={13} />}
            pending={act.isSending}
            disabledReason={reasonFor('resume')}
            onClick={() => give('resume')}
          >
            Resume
          </Button>
        ) : (
          <Button
            size="sm"
            icon={<Pause aria-hidden size={13} />}
            pending={act.isSending}
            disabledReason={reasonFor('pause')}
            onClick={() => give('pause')}
          >
            Pause
          </Button>
        )}
        <ActButton
          disabledReason={reasonFor('steer')}
          icon={<Megaphone aria-hidden size={13} />}
          label="Steer"
          command="Steer the agent"
          title="Steer the agent"
          description="It reads this as an instruction from you, and acknowledges it."
          instruction={{ label: 'Instruction', need: 'needed' }}
          reason={{ label: 'Why', need: 'optional' }}
          confirm="Send the instruction"
          send={(said) => giveControl(run.id, { control: 'steer', ...said })}
        />
        <NoteButton
          investigationId={run.id}
          incidentId={row.incidentId}
          disabledReason={whyNot('note.add')}
        />
        {!isAtStopPoint && (
          <ActButton
            look="danger-quiet"
            variant="danger"
            disabledReason={reasonFor('stop')}
            icon={<CircleStop aria-hidden size={13} />}
            label="Stop"
            command="Stop this investigation"
            title="Stop this investigation"
            description={stopEffect(run.agent.controlLevel)}
            reason={{ label: 'Why', need: 'needed' }}
            confirm="Stop"
            send={(said) => giveControl(run.id, { control: 'stop', ...said })}
          />
        )}
        {!isAtStopPoint && <HeldHow level={run.agent.controlLevel} />}
      </ActGroup>
      <ProblemNotice problem={act.problem} />
    </div>
  );
}
