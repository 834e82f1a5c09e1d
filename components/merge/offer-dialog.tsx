'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Select, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { StateBadge } from '@/components/ui/state-badge';
import { mergeIncidents, tellApart } from '@/lib/incidents/merge-client';
import type { MergeOffer, RelatedIncident } from '@/lib/incidents/schema-merge';
import { plainLine } from '@/lib/text/plain-line';
import { CheckRow } from './check-row';

export interface OfferDialogProps {
  offer: MergeOffer;
  onClose: () => void;
}

/** Which incidents may be one outage and why; a person merges them, or says that they are not. */
export default function OfferDialog({ offer, onClose }: OfferDialogProps) {
  const queries = useQueryClient();
  const [into, setInto] = useState(offer.survivorId);
  const [left, setLeft] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const done = {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['floor'] });
      onClose();
    },
  };
  const why = reason.trim() ? { reason: reason.trim() } : {};
  const chosen = offer.incidents.filter(({ id }) => id !== into && !left.includes(id));
  const all = offer.incidents.map(({ id }) => id);
  const merge = useMutation({
    mutationFn: () => mergeIncidents(into, { incidentIds: chosen.map(({ id }) => id), ...why }),
    ...done,
  });
  const part = useMutation({ mutationFn: () => tellApart({ incidentIds: all, ...why }), ...done });
  const error = merge.error ?? part.error;
  const isSending = merge.isPending || part.isPending;
  const refusal = offer.refusal ?? undefined;
  const toggle = (id: string) =>
    setLeft((before) =>
      before.includes(id) ? before.filter((each) => each !== id) : [...before, id],
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title="Perhaps one outage"
      description={<VisibleText text={offer.why} />}
      footer={
        <>
          <Button
            pending={part.isPending}
            disabledReason={refusal}
            onClick={() => isSending || part.mutate()}
          >
            Not the same
          </Button>
          <Button
            variant="primary"
            pending={merge.isPending}
            disabledReason={
              refusal ?? (chosen.length === 0 ? 'Choose at least one to merge.' : undefined)
            }
            onClick={() => isSending || merge.mutate()}
          >
            Merge {chosen.length + 1} into one
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field
          label="Goes on, and takes the others in"
          hint="The likely upstream is suggested. The others’ alerts go to it; their investigations go on and stand there. Any of them can be taken back out."
        >
          {(control) => (
            <Select
              {...control}
              className="w-full"
              value={into}
              options={offer.incidents.map(({ id, title, service }) => ({
                value: id,
                label: plainLine(`${service}: ${title}`),
              }))}
              onChange={(event) => setInto(event.target.value)}
            />
          )}
        </Field>
        <ul
          aria-label="Incidents to merge"
          className="divide-y divide-line overflow-y-auto rounded-lg border border-line"
        >
          {offer.incidents
            .filter(({ id }) => id !== into)
            .map((incident) => (
              <CheckRow
                key={incident.id}
                isOn={!left.includes(incident.id)}
                onToggle={() => toggle(incident.id)}
              >
                <Related incident={incident} />
              </CheckRow>
            ))}
        </ul>
        <Field label="Why" optional>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {error && (
          <Notice tone="bad" title="Nothing was changed" announced="alert">
            {sayError(error)}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

function Related({ incident }: { incident: RelatedIncident }) {
  const { title, service, severity, beganAt, why } = incident;
  return (
    <>
      <span className="block break-words text-ink">
        <VisibleText text={title} />
      </span>
      <span className="flex flex-wrap items-center gap-x-2 text-muted">
        <StateBadge noun="severity" value={severity} look="plain" />
        <VisibleText text={service} />
        <RelativeTime at={beganAt} />
      </span>
      {why !== '' && (
        <span className="block break-words text-muted">
          <VisibleText text={why} />
        </span>
      )}
    </>
  );
}
