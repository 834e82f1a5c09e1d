'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import type { Severity } from '@/lib/incidents/schema';
import { postIncident } from './floor-query';
import {
  incidentInput,
  severities,
  type IncidentFields,
  type IncidentFaults,
} from './incident-form';

const formId = 'open-incident';

const blank: IncidentFields = {
  title: '',
  severity: 'sev3',
  service: '',
  environment: 'production',
  summary: '',
};

export interface OpenIncidentDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** For what no alert has seen: a person opens the incident, and goes to its room. */
export function OpenIncidentDialog({ open, onOpenChange }: OpenIncidentDialogProps) {
  const router = useRouter();
  const [fields, setFields] = useState(blank);
  const [faults, setFaults] = useState<IncidentFaults>({});
  const post = useMutation({
    mutationFn: postIncident,
    onSuccess: ({ id }) => {
      setFields(blank);
      onOpenChange(false);
      router.push(`/incidents/${encodeURIComponent(id)}`);
    },
  });
  const change = (part: Partial<IncidentFields>) => setFields((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (post.isPending) return;
    const read = incidentInput(fields);
    setFaults(read.faults);
    if (!read.input) return;
    post.mutate(read.input);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Open an incident"
      description="Agents that may observe the service can start on it at once."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={post.isPending}>
            Open the incident
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="What is broken" error={faults.title}>
          {(control) => (
            <Input
              {...control}
              value={fields.title}
              maxLength={300}
              placeholder="Checkout fails for one in five"
              onChange={(event) => change({ title: event.target.value })}
            />
          )}
        </Field>
        <div className="flex flex-col gap-1.5">
          <span aria-hidden className="text-sm font-medium text-ink">
            Severity
          </span>
          <Choice<Severity>
            label="Severity"
            value={fields.severity}
            options={severities}
            onValueChange={(severity) => change({ severity })}
          />
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Service" error={faults.service}>
            {(control) => (
              <Input
                {...control}
                value={fields.service}
                maxLength={120}
                autoCapitalize="off"
                spellCheck={false}
                onChange={(event) => change({ service: event.target.value })}
              />
            )}
          </Field>
          <Field label="Environment" error={faults.environment}>
            {(control) => (
              <Input
                {...control}
                value={fields.environment}
                maxLength={60}
                autoCapitalize="off"
                spellCheck={false}
                onChange={(event) => change({ environment: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label="What is known so far" optional error={faults.summary}>
          {(control) => (
            <Textarea
              {...control}
              value={fields.summary}
              maxLength={8000}
              onChange={(event) => change({ summary: event.target.value })}
            />
          )}
        </Field>
        {post.isError && (
          <Notice tone="bad" title="Not opened" announced="alert">
            {sayError(post.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
