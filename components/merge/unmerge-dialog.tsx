'use client';

import { useState } from 'react';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useAct } from '@/components/incident/use-act';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ReasonField } from '@/components/ui/reason-field';
import { VisibleText } from '@/components/text/visible-text';
import { unmergeIncident } from '@/lib/incidents/merge-client';
import type { IncidentRef } from '@/lib/incidents/schema-merge';

export interface UnmergeDialogProps {
  incident: IncidentRef;
  onClose: () => void;
}

/** Takes an incident back out of what it is part of: another outage after all. */
export default function UnmergeDialog({ incident, onClose }: UnmergeDialogProps) {
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const act = useAct(onClose);
  const send = () => {
    setTried(true);
    if (reason.trim() === '') return;
    act.send(() => unmergeIncident(incident.id, { reason: reason.trim() }));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Take it back out"
      description={
        <>
          <VisibleText text={`“${incident.title}”`} /> stands by itself again, with its alerts and
          what it had brought along.
        </>
      }
      footer={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button variant="primary" pending={act.isSending} onClick={send}>
            Take it out
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <ReasonField
          label="Why it is another outage"
          value={reason}
          isTried={isTried}
          onChange={setReason}
        />
        <ProblemNotice problem={act.problem} />
      </div>
    </Dialog>
  );
}
