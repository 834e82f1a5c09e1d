'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useAct } from '@/components/incident/use-act';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input, Textarea } from '@/components/ui/field';
import { Loading } from '@/components/ui/skeleton';
import { Notice } from '@/components/ui/notice';
import { StateBadge } from '@/components/ui/state-badge';
import { callApi } from '@/lib/http/call-api';
import { mergeIncidents } from '@/lib/incidents/merge-client';
import type { IncidentRow } from '@/lib/incidents/schema';
import { incidentItem } from '@/lib/incidents/views';
import { pageOf } from '@/lib/log/schema';
import { CheckRow } from './check-row';

const page = pageOf(incidentItem);

/** Open incidents in which the words occur, the newest first. */
const openIncidents = (words: string) => ({
  queryKey: ['incidents', 'open', words],
  queryFn: ({ signal }: { signal: AbortSignal }) => {
    const query = new URLSearchParams({ status: 'open,mitigated', limit: '50' });
    if (words !== '') query.set('q', words);
    return callApi(`/incidents?${query}`, { parse: page.parse, signal });
  },
});

export interface MergeDialogProps {
  incident: IncidentRow;
  onClose: () => void;
}

/** Makes the room's incident part of another that is open. */
export default function MergeDialog({ incident, onClose }: MergeDialogProps) {
  const [words, setWords] = useState('');
  const [into, setInto] = useState<string>();
  const [reason, setReason] = useState('');
  const act = useAct(onClose);
  const found = useQuery(openIncidents(useDeferredValue(words.trim())));
  const others = found.data?.items.filter(
    ({ id, clock }) => id !== incident.id && clock === incident.clock,
  );
  const send = () => {
    if (into === undefined) return;
    const why = reason.trim();
    act.send(() =>
      mergeIncidents(into, { incidentIds: [incident.id], ...(why ? { reason: why } : {}) }),
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Merge into another incident"
      description="Its alerts, and later ones of theirs, go there. Whatever runs here goes on, and stands there too. It can be taken back out."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={act.isSending}
            disabledReason={into === undefined ? 'Choose an incident first.' : undefined}
            onClick={send}
          >
            Merge
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Find it by words" hideLabel>
          {(control) => (
            <Input
              {...control}
              type="search"
              value={words}
              placeholder="Find it by title or service"
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
        {found.isError && (
          <Notice tone="bad">The list could not be read. Try again shortly.</Notice>
        )}
        {found.isPending && <Loading label="Looking for open incidents" rows={3} />}
        {others?.length === 0 && <p className="text-sm text-muted">No other open incident fits.</p>}
        {others && others.length > 0 && (
          <ul
            aria-label="Open incidents"
            className="max-h-64 divide-y divide-line overflow-y-auto rounded-lg border border-line"
          >
            {others.map(({ id, title, service, severity, startedAt }) => (
              <CheckRow key={id} oneOf="into" isOn={into === id} onToggle={() => setInto(id)}>
                <span className="block break-words text-ink">
                  <VisibleText text={title} />
                </span>
                <span className="flex flex-wrap items-center gap-x-2 text-muted">
                  <StateBadge noun="severity" value={severity} look="plain" />
                  <VisibleText text={service} />
                  <RelativeTime at={startedAt} />
                </span>
              </CheckRow>
            ))}
          </ul>
        )}
        <Field label="Why they are one outage" optional>
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              maxLength={2000}
              rows={2}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <ProblemNotice problem={act.problem} />
      </div>
    </Dialog>
  );
}
