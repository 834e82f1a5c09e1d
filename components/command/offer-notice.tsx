'use client';

import { ArrowRightLeft } from 'lucide-react';
import { ActButton } from '@/components/directive/act-button';
import { ActGroup } from '@/components/directive/act-group';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { useAct } from '@/components/incident/use-act';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { answerOffer, withdrawOffer } from '@/lib/command/client';
import type { OpenOffer } from './open-offer';

/** An offer of command that waits: who offers it to whom, the summary, and the answers to it. */
export default function OfferNotice({ offer }: { offer: OpenOffer }) {
  const { state } = useRoom();
  const { actor, whyNot, select } = useRoomHands();
  const act = useAct();
  const { id } = state.incident;
  const isMine = offer.to === actor.id;
  const reason = whyNot('incident.change');
  return (
    <Notice
      tone="waiting"
      icon={ArrowRightLeft}
      title={isMine ? 'Command is offered to you.' : 'Command is being handed over.'}
    >
      <div className="flex flex-col gap-2">
        <p>
          <VisibleText text={offer.by.name} /> offers it to{' '}
          {isMine ? 'you' : <VisibleText text={offer.toName} />}, and commands until that is
          accepted.
        </p>
        <ActGroup label="The offer of command" reasons={[reason]}>
          <Button size="sm" onClick={() => select(`i:${offer.seq}`)}>
            Read the summary
          </Button>
          {isMine && (
            <>
              <Button
                size="sm"
                variant="primary"
                pending={act.isSending}
                disabledReason={reason}
                onClick={() => act.send(() => answerOffer(id, { answer: 'accept' }))}
              >
                Accept command
              </Button>
              <ActButton
                label="Decline"
                disabledReason={reason}
                title="Decline command"
                description="It stays where it is; whoever offered it is told."
                reason={{ label: 'Why', need: 'optional' }}
                confirm="Decline"
                send={(said) => answerOffer(id, { answer: 'decline', ...said })}
              />
            </>
          )}
          {offer.by.id === actor.id && (
            <Button
              size="sm"
              pending={act.isSending}
              disabledReason={reason}
              onClick={() => act.send(() => withdrawOffer(id))}
            >
              Withdraw the offer
            </Button>
          )}
        </ActGroup>
        <ProblemNotice problem={act.problem} />
      </div>
    </Notice>
  );
}
