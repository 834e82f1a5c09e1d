'use client';

import { useMutation } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { SOURCES } from '@/components/timeline/event-face';
import { Button } from '@/components/ui/button';
import { MultiChoice } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input, Select, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { type EvidenceSource, evidenceSource } from '@/lib/evidence/schema';
import { ApiProblem } from '@/lib/http/call-api';
import { patchSourceLink, postSourceLink } from '@/lib/source-links/client';
import type { SourceLinkRow } from '@/lib/source-links/schema';
import { templateFaults } from '@/lib/source-links/template';
import { LinkPreview } from './link-preview';
import { namesFrom, PLACEHOLDER_HELP, STARTS } from './link-words';

const SOURCE_OPTIONS = evidenceSource.options.map((value) => ({
  value,
  label: SOURCES[value].word,
}));
const START_OPTIONS = [{ value: '', label: 'Start from…' }, ...STARTS];
const formId = 'source-link';

export interface LinkFormProps {
  /** The one that is changed; none where one is added. */
  link: SourceLinkRow | undefined;
  onClose: () => void;
  onSaved: () => void;
}

const errorAt = (error: unknown, field: string): string | undefined =>
  error instanceof ApiProblem
    ? error.errors.find(({ path }) => path === field)?.message
    : undefined;

const written = (names: string[] | undefined): string =>
  names === undefined || names.includes('*') ? '' : names.join(', ');

/** A template, what it is for, and what it makes of evidence while it is written. */
export default function LinkForm({ link, onClose, onSaved }: LinkFormProps) {
  const [name, setName] = useState(link?.name ?? '');
  const [template, setTemplate] = useState(link?.template ?? '');
  const [sources, setSources] = useState<EvidenceSource[]>(link?.sources ?? ['logs']);
  const [services, setServices] = useState(written(link?.services));
  const [environments, setEnvironments] = useState(written(link?.environments));
  const tried = useDeferredValue(template);
  const fault = tried === '' ? undefined : templateFaults(tried)[0];
  const bound = { sources, services: namesFrom(services), environments: namesFrom(environments) };
  const save = useMutation({
    mutationFn: () => {
      const input = { name, template, ...bound };
      return link ? patchSourceLink(link.id, input) : postSourceLink(input);
    },
    onSuccess: () => {
      onSaved();
      onClose();
    },
  });
  const isTold = ['name', 'template'].some((field) => errorAt(save.error, field));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={link ? 'Change a link' : 'Add a link to a source'}
      description="Evidence that it is for opens the same query there, in a new tab."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            pending={save.isPending}
            disabledReason={
              sources.length === 0 ? 'Choose what kind of evidence it is for.' : undefined
            }
          >
            {link ? 'Save it' : 'Add it'}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate();
        }}
      >
        {save.isError && !isTold && (
          <Notice tone="bad" title="Nothing was saved" announced="alert">
            {sayError(save.error)}
          </Notice>
        )}
        <Field label="Name" hint="Completes “Open in …”." error={errorAt(save.error, 'name')}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={60}
              placeholder="Grafana"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Address"
          hint="https, with placeholders in its path or in the values of its parameters."
          error={fault ?? errorAt(save.error, 'template')}
        >
          {(control) => (
            <>
              <Textarea
                {...control}
                value={template}
                rows={3}
                maxLength={4000}
                spellCheck={false}
                autoCapitalize="off"
                className="font-mono text-xs break-all"
                onChange={(event) => setTemplate(event.target.value.trim())}
              />
              {template === '' && (
                <Select
                  aria-label="Start from"
                  className="self-start"
                  value=""
                  options={START_OPTIONS}
                  onChange={(event) => {
                    const start = STARTS.find(({ value }) => value === event.target.value);
                    if (start) setTemplate(start.template);
                  }}
                />
              )}
            </>
          )}
        </Field>
        <details className="text-xs text-muted">
          <summary className="min-h-6 cursor-pointer py-1">Placeholders</summary>
          <dl className="mt-1 grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]">
            {PLACEHOLDER_HELP.map(([placeholder, meaning]) => (
              <div key={placeholder} className="contents">
                <dt className="font-mono text-ink">{placeholder}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </details>
        <div className="flex flex-col gap-1.5">
          <span aria-hidden className="text-sm font-medium text-ink">
            For evidence from
          </span>
          <MultiChoice
            look="chips"
            label="For evidence from"
            options={SOURCE_OPTIONS}
            value={sources}
            onValueChange={setSources}
          />
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Services" optional hint="By name, with commas between. All where empty.">
            {(control) => (
              <Input
                {...control}
                value={services}
                onChange={(event) => setServices(event.target.value)}
              />
            )}
          </Field>
          <Field label="Environments" optional hint="Likewise.">
            {(control) => (
              <Input
                {...control}
                value={environments}
                onChange={(event) => setEnvironments(event.target.value)}
              />
            )}
          </Field>
        </div>
        {template !== '' && <LinkPreview name={name} template={tried} {...bound} />}
      </form>
    </Dialog>
  );
}
