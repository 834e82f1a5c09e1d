'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useAct } from '@/components/incident/use-act';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ReasonField } from '@/components/ui/reason-field';
import { splitIncident } from '@/lib/incidents/merge-client';
import type { IncidentRow } from '@/lib/incidents/schema';
import { CheckRow } from './check-row';

export interface SplitDialogProps {
  incident: IncidentRow;
  onClose: () => void;
}

/** Parts some alerts from an incident: what they make is opened, and goes on by itself. */
export default function SplitDialog({ incident, onClose }: SplitDialogProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const act = useAct();
  const alerts = [...new Map(incident.alerts.map((each) => [each.fingerprint, each])).values()];
  const toggle = (one: string) =>
    setChosen((before) =>
      before.includes(one) ? before.filter((each) => each !== one) : [...before, one],
    );
  const send = () => {
    setTried(true);
    if (reason.trim() === '' || chosen.length === 0) return;
    act.send(async () => {
      const made = await splitIncident(incident.id, {
        fingerprints: chosen,
        reason: reason.trim(),
      });
      onClose();
      router.push(`/incidents/${encodeURIComponent(made.id)}`);
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Split off alerts"
      description="They become an incident of their own, which takes them from then on. Whatever runs here stays here."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={act.isSending}
            disabledReason={chosen.length === 0 ? 'Choose alerts first.' : undefined}
            onClick={send}
          >
            {chosen.length === 0
              ? 'Split off'
              : `Split off ${chosen.length === 1 ? '1 alert' : `${chosen.length} alerts`}`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <ul
          aria-label="Alerts"
          className="max-h-72 divide-y divide-line overflow-y-auto rounded-lg border border-line"
        >
          {alerts.map(({ fingerprint, status, labels, startsAt }) => (
            <CheckRow
              key={fingerprint}
              isOn={chosen.includes(fingerprint)}
              onToggle={() => toggle(fingerprint)}
            >
              <span className="flex flex-wrap items-center gap-2">
                <Badge tone={status === 'firing' ? 'bad' : 'good'}>{status}</Badge>
                <VisibleText text={labels.alertname ?? fingerprint} />
                {labels.service && (
                  <span className="text-muted">
                    <VisibleText text={labels.service} />
                  </span>
                )}
              </span>
              <span className="text-xs text-muted">since {utcFull(startsAt)}</span>
            </CheckRow>
          ))}
        </ul>
        <ReasonField
          label="Why they are another outage"
          value={reason}
          isTried={isTried}
          onChange={setReason}
        />
        <ProblemNotice problem={act.problem} />
      </div>
    </Dialog>
  );
}
