'use client';

import { CircleSlash, Key, X } from 'lucide-react';
import { ActButton } from '@/components/directive/act-button';
import { ActGroup } from '@/components/directive/act-group';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useRoomHands } from '@/components/incident/room-context';
import { useAct } from '@/components/incident/use-act';
import { Button } from '@/components/ui/button';
import type { EvidenceRow } from '@/lib/evidence/schema';
import { flagEvidence } from '@/lib/investigations/client';

/** A person's own mark on a piece of evidence: that it matters, or that it misleads. */
export function FlagButtons({ evidence }: { evidence: EvidenceRow }) {
  const { whyNot } = useRoomHands();
  const act = useAct();
  const { investigationId, id, flag } = evidence;
  const reason = whyNot('evidence.flag');
  const give = (next: 'key' | 'clear') =>
    act.send(() => flagEvidence(investigationId, id, { flag: next }));
  return (
    <div className="flex flex-col gap-2">
      <ActGroup label="Flag this evidence" reasons={[reason]}>
        {flag !== 'key' && (
          <Button
            size="sm"
            icon={<Key aria-hidden size={13} />}
            pending={act.isSending}
            disabledReason={reason}
            onClick={() => give('key')}
          >
            Key evidence
          </Button>
        )}
        {flag !== 'red-herring' && (
          <ActButton
            label="Red herring"
            icon={<CircleSlash aria-hidden size={13} />}
            disabledReason={reason}
            title="Flag as a red herring"
            description="It stays in the record, dimmed. The agent and everyone else see the flag."
            reason={{ label: 'Why is it beside the point?', need: 'optional' }}
            confirm="Flag it"
            send={(said) =>
              flagEvidence(investigationId, id, {
                flag: 'red-herring',
                ...(said.reason ? { reason: said.reason } : {}),
              })
            }
          />
        )}
        {flag && (
          <Button
            size="sm"
            icon={<X aria-hidden size={13} />}
            pending={act.isSending}
            disabledReason={reason}
            onClick={() => give('clear')}
          >
            Take the flag back
          </Button>
        )}
      </ActGroup>
      <ProblemNotice problem={act.problem} />
    </div>
  );
}
