'use client';

import { useRef, useState } from 'react';
import { useShortcut } from '@/components/shell/shortcuts';
import { Button } from '@/components/ui/button';
import { MultiChoice } from '@/components/ui/choice';
import { Field, Input, Select } from '@/components/ui/field';
import type { Severity } from '@/lib/incidents/schema';
import { outageClass, type OutageClass } from '@/lib/services/schema';
import { standings, type ArchiveFilters, type Standing } from './archive-filters';

export interface ArchiveFormProps {
  filters: ArchiveFilters;
  services: string[];
  onChange: (part: Partial<ArchiveFilters>) => void;
  /** Undefined while nothing is filtered. */
  onClear: (() => void) | undefined;
}

const standingLabels: Record<Standing, string> = {
  past: 'Resolved or closed',
  resolved: 'Resolved',
  closed: 'Closed',
  live: 'Still live',
  all: 'All',
};

const severities: { value: Severity; label: string }[] = [
  { value: 'sev1', label: 'SEV 1' },
  { value: 'sev2', label: 'SEV 2' },
  { value: 'sev3', label: 'SEV 3' },
  { value: 'sev4', label: 'SEV 4' },
];

const isoDay = (date: Date | null): string => date?.toISOString().slice(0, 10) ?? '';

export function ArchiveForm({ filters, services, onChange, onClear }: ArchiveFormProps) {
  const search = useRef<HTMLInputElement>(null);
  useShortcut('/', 'Search past incidents', () => search.current?.focus());
  const named = new Set([...services, filters.service].filter((name) => name !== ''));
  return (
    <search>
      <form
        aria-label="Filter past incidents"
        onSubmit={(event) => event.preventDefault()}
        className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
      >
        <Field label="Words" className="col-span-2 sm:w-64">
          {(control) => (
            <Input
              {...control}
              ref={search}
              type="search"
              value={filters.q}
              maxLength={200}
              placeholder="Title, summary or service"
              onChange={(event) => onChange({ q: event.target.value })}
            />
          )}
        </Field>
        <Field label="State">
          {(control) => (
            <Select
              {...control}
              value={filters.standing}
              options={standings.map((value) => ({ value, label: standingLabels[value] }))}
              onChange={(event) => {
                const standing = standings.find((each) => each === event.target.value);
                if (standing) onChange({ standing });
              }}
            />
          )}
        </Field>
        <Field label="Service">
          {(control) => (
            <Select
              {...control}
              value={filters.service}
              options={[
                { value: '', label: 'Any' },
                ...[...named].map((name) => ({ value: name, label: name })),
              ]}
              onChange={(event) => onChange({ service: event.target.value })}
            />
          )}
        </Field>
        <Field label="Class">
          {(control) => (
            <Select
              {...control}
              value={filters.class ?? ''}
              options={[
                { value: '', label: 'Any' },
                ...outageClass.options.map((value) => ({ value, label: sayClass(value) })),
              ]}
              onChange={(event) =>
                onChange({
                  class: outageClass.options.find((each) => each === event.target.value) ?? null,
                })
              }
            />
          )}
        </Field>
        <div className="col-span-2 flex min-w-0 flex-col gap-1.5">
          <span aria-hidden className="text-sm font-medium text-ink">
            Severity
          </span>
          <MultiChoice<Severity>
            label="Severity"
            value={filters.severity}
            options={severities}
            onValueChange={(severity) => onChange({ severity })}
            className="h-8 items-center pointer-coarse:h-11"
          />
        </div>
        <DayField label="From" value={filters.from} onDay={(from) => onChange({ from })} />
        <DayField label="Until" value={filters.to} onDay={(to) => onChange({ to })} />
        {onClear && (
          <Button variant="ghost" onClick={onClear} className="col-span-2 sm:self-end">
            Clear filters
          </Button>
        )}
      </form>
    </search>
  );
}

/** "bad-release" as people say it. */
export function sayClass(value: OutageClass): string {
  const words = value.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

interface DayFieldProps {
  label: string;
  value: Date | null;
  onDay: (day: Date | null) => void;
}

/** A day, kept as typed until it is one: a half-typed date must not jump under the fingers. */
function DayField({ label, value, onDay }: DayFieldProps) {
  const given = isoDay(value);
  const [held, setHeld] = useState({ given, typed: given });
  // Another day came from outside, by a link or by clearing: it goes before what was typed.
  if (held.given !== given) setHeld({ given, typed: given });
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          type="date"
          value={held.typed}
          onChange={(event) => {
            const text = event.target.value;
            setHeld({ given, typed: text });
            const day = new Date(`${text}T00:00:00.000Z`);
            if (text === '') onDay(null);
            else if (!Number.isNaN(day.getTime()) && day.getUTCFullYear() >= 2000) onDay(day);
          }}
        />
      )}
    </Field>
  );
}
