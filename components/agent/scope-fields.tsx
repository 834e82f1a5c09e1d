'use client';

import type { ReactNode } from 'react';
import { SOURCES } from '@/components/timeline/event-face';
import { VisibleText } from '@/components/text/visible-text';
import { type ChoiceOption, MultiChoice } from '@/components/ui/choice';
import { Field, Input, Select } from '@/components/ui/field';
import { DEEPEST } from '@/lib/access/scope';
import { actionKind } from '@/lib/agents/schema';
import { type EvidenceSource, evidenceSource } from '@/lib/evidence/schema';
import type { ServiceRow } from '@/lib/services/schema';
import type { CreateAgentInput } from '@/lib/agents/schema';
import type { ScopeFaults, ScopeValues } from './scope-form';

export interface ScopeFieldsProps {
  kind: CreateAgentInput['kind'];
  fields: ScopeValues;
  faults: ScopeFaults;
  services: ServiceRow[];
  onChange: (part: Partial<ScopeValues>) => void;
}

const EVERYTHING = (label: string): ChoiceOption<string> => ({ value: '*', label });
/** What is offered, and what is chosen already though nobody declares it. */
const named = (names: Iterable<string>, chosen: string[]): ChoiceOption<string>[] =>
  [...new Set([...names, ...chosen])]
    .filter((value) => value !== '*')
    .map((value) => ({ value, label: <VisibleText text={value} /> }));
const sourceWord = (value: string): ReactNode =>
  SOURCES[value as EvidenceSource]?.word ?? <VisibleText text={value} />;

const KIND_WORDS: Record<string, string> = {
  '*': 'Any change',
  rollback: 'Rollback',
  scale: 'Scaling',
  restart: 'Restart',
  config: 'Configuration',
  failover: 'Failover',
  feature_flag: 'Feature flag',
  custom: 'Custom command',
};

const kindsOf = (family: string): ChoiceOption<string>[] =>
  ['*', ...actionKind.options].map((kind) => ({
    value: `${family}:${kind}`,
    label: KIND_WORDS[kind] ?? kind,
  }));

const DEPTHS = Array.from({ length: DEEPEST + 1 }, (_, depth) => ({
  value: String(depth),
  label: ['Not at all', 'One generation'][depth] ?? `${depth} generations`,
}));

const DEEDS: ChoiceOption<string>[] = [
  { value: 'observe', label: 'Observe' },
  { value: 'hypothesize', label: 'Weigh causes' },
  { value: 'delegate', label: 'Delegate' },
];

/** One axis: what it is, the names to choose from, and what is missing. */
function Axis({ label, error, children }: { label: string; error?: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span aria-hidden className="text-sm font-medium text-ink">
        {label}
      </span>
      {children}
      {error && (
        <p role="alert" className="text-xs font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

/** What the agent may do, axis by axis; "everything" is chosen, never left over. */
export function ScopeFields({ kind, fields, faults, services, onChange }: ScopeFieldsProps) {
  const { verbs } = fields;
  const family = kind === 'executor' ? 'execute' : 'propose';
  const environments = new Set(services.flatMap((service) => service.environments));
  const axes = [
    {
      key: 'services' as const,
      label: 'On which services',
      options: [
        EVERYTHING('Every service'),
        ...named(
          services.map(({ name }) => name),
          fields.services,
        ),
      ],
    },
    {
      key: 'environments' as const,
      label: 'In which environments',
      options: [EVERYTHING('Every environment'), ...named(environments, fields.environments)],
    },
    {
      key: 'sources' as const,
      label: 'What it may read',
      options: [
        EVERYTHING('Every source'),
        ...named(evidenceSource.options, fields.sources).map(({ value }) => ({
          value,
          label: sourceWord(value),
        })),
      ],
    },
  ];
  const kept = (part: string) => verbs.filter((verb) => verb.startsWith(part));
  const deeds = verbs.filter((verb) => !verb.includes(':'));
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-3 text-sm font-semibold text-ink">Scope</legend>
      {kind === 'agent' && (
        <Axis label="It may" {...(faults.verbs ? { error: faults.verbs } : {})}>
          <MultiChoice
            label="It may"
            look="chips"
            options={DEEDS}
            value={deeds}
            onValueChange={(next) => onChange({ verbs: [...next, ...kept('propose:')] })}
          />
        </Axis>
      )}
      <Axis
        label={kind === 'executor' ? 'It may carry out' : 'It may propose'}
        {...(kind === 'executor' && faults.verbs ? { error: faults.verbs } : {})}
      >
        <MultiChoice
          label={kind === 'executor' ? 'It may carry out' : 'It may propose'}
          look="chips"
          options={kindsOf(family)}
          value={kept(`${family}:`)}
          onValueChange={(next) =>
            onChange({ verbs: kind === 'agent' ? [...deeds, ...next] : next })
          }
        />
      </Axis>
      {axes.map(({ key, label, options }) => (
        <Axis key={key} label={label} {...(faults[key] ? { error: faults[key] } : {})}>
          <MultiChoice
            label={label}
            look="chips"
            options={options}
            value={fields[key]}
            onValueChange={(next) => onChange({ [key]: next })}
          />
        </Axis>
      ))}
      <Field label="With which tools" optional hint="Names parted by commas; empty for every tool.">
        {(control) => (
          <Input
            {...control}
            value={fields.tools}
            maxLength={4000}
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => onChange({ tools: event.target.value })}
          />
        )}
      </Field>
      {verbs.includes('delegate') && (
        <Field label="How deep it may delegate">
          {(control) => (
            <Select
              {...control}
              value={String(fields.maxDepth)}
              options={fields.maxDepth === 0 ? DEPTHS : DEPTHS.slice(1)}
              onChange={(event) => onChange({ maxDepth: Number(event.target.value) })}
            />
          )}
        </Field>
      )}
    </fieldset>
  );
}
