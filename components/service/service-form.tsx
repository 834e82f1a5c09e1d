'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ApiProblem } from '@/lib/http/call-api';
import type { DeclareServiceInput, ServiceRow } from '@/lib/services/schema';
import { DependencyField } from './dependency-field';
import { KindFields } from './kind-fields';
import { fieldOf, type FormErrors, readValues, valuesOf } from './service-form-values';
import { postService } from './service-queries';

const formId = 'service-form';

export interface ServiceFormProps {
  /** The service to change; left out, one to declare. */
  service?: ServiceRow | undefined;
  /** The name that a new one begins with. */
  name?: string | undefined;
  /** Names of declared services, to depend on. */
  known: string[];
  onSaved: (name: string) => void;
  onClose: () => void;
}

/** What the server held against the fields, each at its own. */
function errorsFrom(error: unknown): FormErrors {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(error.errors.map(({ path, message }) => [fieldOf(path), message]));
}

/** Declares a service, or changes what the catalogue says of it. */
export default function ServiceForm({ service, name, known, onSaved, onClose }: ServiceFormProps) {
  const queries = useQueryClient();
  const [values, setValues] = useState(() => valuesOf(service, name));
  const [isTried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (input: DeclareServiceInput) => postService(input),
    onSuccess: (row) => onSaved(row.name),
    onSettled: () => queries.invalidateQueries({ queryKey: ['services'] }),
  });
  const read = readValues(values);
  const found = 'errors' in read ? read.errors : {};
  const errors: FormErrors = isTried ? { ...errorsFrom(save.error), ...found } : {};
  const isThere = service === undefined && known.includes(values.name.trim());
  const set = (part: Partial<typeof values>) => setValues({ ...values, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ('input' in read && !isThere && !save.isPending) save.mutate(read.input);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      placement="side"
      title={
        service?.declared ? (
          <>
            Edit <VisibleText text={service.name} />
          </>
        ) : (
          'Declare a service'
        )
      }
      description="Each change is recorded under your name, and holds for proposals from now on."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={save.isPending}>
            {service?.declared ? 'Save the change' : 'Declare it'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field
          label="Name"
          error={isThere ? 'It is declared already: edit it instead.' : errors.name}
          hint={service ? undefined : 'As alerts and agents name it.'}
        >
          {(control) => (
            <Input
              {...control}
              value={values.name}
              disabled={service !== undefined}
              maxLength={120}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Environments"
          hint="With commas between. A change in any other is unknown, and needs people."
          error={errors.environments}
        >
          {(control) => (
            <Input
              {...control}
              value={values.environments}
              onChange={(event) => set({ environments: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Owners"
          optional
          hint="Teams or people, with commas between."
          error={errors.owners}
        >
          {(control) => (
            <Input
              {...control}
              value={values.owners}
              onChange={(event) => set({ owners: event.target.value })}
            />
          )}
        </Field>
        <DependencyField
          own={values.name.trim()}
          value={values.dependsOn}
          known={known}
          error={errors.dependsOn}
          onChange={(dependsOn) => set({ dependsOn })}
        />
        <Field
          label="Share of traffic, in per cent"
          optional
          hint="What cannot simply be taken back weighs a step more from 50 % on."
          error={errors.share}
        >
          {(control) => (
            <Input
              {...control}
              value={values.share}
              inputMode="decimal"
              className="max-w-32"
              onChange={(event) => set({ share: event.target.value })}
            />
          )}
        </Field>
        <KindFields value={values.kinds} errors={errors} onChange={(kinds) => set({ kinds })} />
        {save.isError && (
          <Notice tone="bad" title="Nothing was changed" announced="alert">
            {sayError(save.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
