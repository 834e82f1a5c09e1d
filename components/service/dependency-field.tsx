'use client';

import { Plus, X } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { PlainButton } from '@/components/ui/plain-button';

export interface DependencyFieldProps {
  /** The service's own name, on which it cannot depend. */
  own: string;
  value: string[];
  /** Names of declared services. */
  known: string[];
  error: string | undefined;
  onChange: (names: string[]) => void;
}

/**
 * What a service depends on: declared names are offered. A name that nobody declared is taken too,
 * since services may be declared in any order, and is said to need declaring.
 */
export function DependencyField({ own, value, known, error, onChange }: DependencyFieldProps) {
  const listId = useId();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const fault = name === own && name !== '' ? 'A service does not depend on itself.' : undefined;
  const add = () => {
    if (name === '' || fault) return;
    if (!value.includes(name)) onChange([...value, name]);
    setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || name === '') return;
    event.preventDefault();
    add();
  };
  const open = value.filter((each) => !known.includes(each));
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Depends on"
        optional
        hint="Whatever depends on a service is reached by a change of it."
        error={fault ?? error}
      >
        {(control) => (
          <span className="flex gap-2">
            <Input
              {...control}
              list={listId}
              value={typed}
              maxLength={120}
              autoComplete="off"
              spellCheck={false}
              onKeyDown={onKeyDown}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button icon={<Plus aria-hidden size={14} />} onClick={add}>
              Add
            </Button>
          </span>
        )}
      </Field>
      <datalist id={listId}>
        {known
          .filter((each) => each !== own && !value.includes(each))
          .map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
      </datalist>
      {value.length > 0 && (
        <ul aria-label="Depends on" className="flex flex-wrap gap-1.5">
          {value.map((each) => (
            <li
              key={each}
              className="inline-flex min-h-7 max-w-full items-center gap-1 rounded-md border border-line-strong bg-surface pl-2 text-sm"
            >
              <span className="min-w-0 truncate">
                <VisibleText text={each} />
              </span>
              <PlainButton
                aria-label={`Take ${each} away`}
                onClick={() => onChange(value.filter((other) => other !== each))}
                className="flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11"
              >
                <X aria-hidden size={13} />
              </PlainButton>
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <p role="status" className="text-xs text-waiting">
          Nobody has declared <VisibleText text={open.join(', ')} />. It is kept, and listed as
          needing declaration.
        </p>
      )}
    </div>
  );
}
