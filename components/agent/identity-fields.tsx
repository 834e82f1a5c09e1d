'use client';

import { Choice } from '@/components/ui/choice';
import { Field, Input, Select, Textarea } from '@/components/ui/field';
import type { PersonRow } from '@/lib/people/schema';
import type { AgentFaults, AgentFields } from './agent-form';

export interface IdentityFieldsProps {
  fields: AgentFields;
  faults: AgentFaults;
  owners: PersonRow[];
  onChange: (part: Partial<AgentFields>) => void;
}

const KINDS: { value: AgentFields['kind']; label: string }[] = [
  { value: 'agent', label: 'Agent: reads and proposes' },
  { value: 'executor', label: 'Executor: carries out' },
];

const LEVELS: { value: AgentFields['controlLevel']; label: string }[] = [
  { value: 'cooperative', label: 'Cooperative' },
  { value: 'watched', label: 'Watched only' },
];

/** Who it is: name, kind, owner, purpose, and when it ends. */
export function IdentityFields({ fields, faults, owners, onChange }: IdentityFieldsProps) {
  return (
    <>
      <Choice
        label="Kind"
        value={fields.kind}
        options={KINDS}
        onValueChange={(kind) =>
          onChange({ kind, verbs: kind === 'agent' ? ['observe', 'hypothesize'] : [] })
        }
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={faults.name}>
          {(control) => (
            <Input
              {...control}
              value={fields.name}
              maxLength={120}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Owner" error={faults.ownerId} hint="Answers for it, and may suspend it.">
          {(control) => (
            <Select
              {...control}
              value={fields.ownerId}
              options={[
                { value: '', label: 'Choose a person' },
                ...owners.map(({ id, name, email }) => ({ value: id, label: `${name}, ${email}` })),
              ]}
              onChange={(event) => onChange({ ownerId: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label="Purpose" error={faults.purpose}>
        {(control) => (
          <Textarea
            {...control}
            value={fields.purpose}
            rows={2}
            maxLength={1000}
            onChange={(event) => onChange({ purpose: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="What it runs on" optional error={faults.runtime}>
          {(control) => (
            <Input
              {...control}
              value={fields.runtime}
              maxLength={200}
              placeholder="Kubernetes, cluster eu-1"
              onChange={(event) => onChange({ runtime: event.target.value })}
            />
          )}
        </Field>
        <Field label="Ends on" optional hint="After 90 days unless said." error={faults.expires}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={fields.expires}
              onChange={(event) => onChange({ expires: event.target.value })}
            />
          )}
        </Field>
      </div>
      {fields.kind === 'agent' && (
        <div className="flex flex-col gap-1.5">
          <span aria-hidden className="text-sm font-medium text-ink">
            How it can be held
          </span>
          <Choice
            label="How it can be held"
            value={fields.controlLevel}
            options={LEVELS}
            onValueChange={(controlLevel) => onChange({ controlLevel })}
          />
          <p className="text-xs text-muted">
            {fields.controlLevel === 'watched'
              ? 'We receive what it says of itself; a stop does not reach it.'
              : 'It reports and obeys through our interface; its writes are refused when it is stopped.'}
          </p>
        </div>
      )}
    </>
  );
}
