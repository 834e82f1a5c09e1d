'use client';

import { Undo2, UserRoundX } from 'lucide-react';
import { ActButton } from '@/components/directive/act-button';
import { ActGroup } from '@/components/directive/act-group';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { NoteButton } from '@/components/note/note-button';
import { refuteClaim, reinstateClaim } from '@/lib/hypotheses/client';
import { mayReinstate } from '@/lib/hypotheses/may-reinstate';
import type { HypothesisRow } from '@/lib/hypotheses/schema';

const RECORDED = 'This is a recording; what it did cannot be steered.';

/** What a commander does about a claim: comment, refute it, or take a refutation back. */
export function ClaimActs({ row, facts }: { row: HypothesisRow; facts: RunFacts }) {
  const { whyNot, actor, commander } = useRoomHands();
  const { investigationId, id, refutation } = row;
  const mayComment = whyNot('note.add');
  const mayRefute =
    whyNot('hypothesis.refute') ?? (facts.row.clock === 'imported' ? RECORDED : undefined);
  const mayTakeBack =
    mayRefute ??
    (refutation && !mayReinstate(refutation, actor.id, commander?.id ?? null)
      ? `Only ${refutation.by.name}, who refuted it, or the commander of this incident can take that back.`
      : undefined);
  const isSettled = facts.row.committedHypothesisId === id;
  return (
    <ActGroup
      label="What you say of this claim"
      reasons={[mayComment, refutation ? mayTakeBack : mayRefute]}
    >
      <NoteButton
        investigationId={investigationId}
        incidentId={facts.row.incidentId}
        hypothesisId={id}
        disabledReason={mayComment}
      />
      {refutation ? (
        <ActButton
          label="Take the refutation back"
          icon={<Undo2 aria-hidden size={13} />}
          disabledReason={mayTakeBack}
          title="Take the refutation back"
          description="The claim stands as its agent last said, and the agent is told. What was voided stays void."
          reason={{ label: 'Why does it stand after all?', need: 'needed' }}
          confirm="Take it back"
          send={({ reason = '' }) => reinstateClaim(investigationId, id, reason)}
        />
      ) : (
        <ActButton
          label="Refute"
          look="danger-quiet"
          variant="danger"
          icon={<UserRoundX aria-hidden size={13} />}
          disabledReason={mayRefute}
          title="Refute this claim"
          description={`It stands refuted under your name, whatever the agent says, and nobody can settle on it until that is taken back. The agent is told your reason.${
            isSettled ? ' What waits for a signature on it is void at once.' : ''
          }`}
          reason={{ label: 'What shows it to be wrong?', need: 'needed' }}
          confirm="Refute it"
          send={({ reason = '' }) => refuteClaim(investigationId, id, reason)}
        />
      )}
    </ActGroup>
  );
}
