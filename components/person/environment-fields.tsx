'use client';

import { useState } from 'react';
import { MultiChoice } from '@/components/ui/choice';
import { Input } from '@/components/ui/field';

export interface EnvironmentFieldsProps {
  /** Undefined: every environment. */
  chosen: string[] | undefined;
  /** Names of the catalogue. */
  known: string[];
  /** “role 2”: tells two roles’ fields apart for who hears them. */
  of: string;
  onChange: (environments: string[] | undefined) => void;
}

/** Where a role holds: in every environment while none is chosen, else in those alone. */
export function EnvironmentFields({ chosen = [], known, of, onChange }: EnvironmentFieldsProps) {
  const [another, setAnother] = useState('');
  const names = [...new Set([...known, ...chosen])];
  const choose = (next: string[]) => onChange(next.length > 0 ? next : undefined);
  const add = () => {
    const name = another.trim();
    setAnother('');
    if (name && name !== '*' && !chosen.includes(name)) choose([...chosen, name]);
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <p className="text-xs text-muted">
        {chosen.length > 0
          ? 'In these environments alone:'
          : 'In every environment, or only in those chosen here:'}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        {names.length > 0 && (
          <MultiChoice
            look="chips"
            label={`In which environments, ${of}`}
            value={chosen}
            options={names.map((value) => ({ value, label: value }))}
            onValueChange={choose}
          />
        )}
        <Input
          aria-label={`Another environment, ${of}`}
          placeholder="Another…"
          className="max-w-32"
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={another}
          onChange={(event) => setAnother(event.target.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
      </div>
    </div>
  );
}
