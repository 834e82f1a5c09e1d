'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { Field, Textarea } from '@/components/ui/field';
import { companyQuery } from '@/lib/command/client';
import type { Companion } from '@/lib/command/schema';
import { namedLike, type Naming, namingAt, stillNamed, withName } from './mention-text';

const SHOWN = 6;

export interface MentionFieldProps {
  label: string;
  incidentId: string;
  text: string;
  chosen: readonly Companion[];
  onChange: (text: string, chosen: Companion[]) => void;
  error?: string | undefined;
}

/** A text in which `@` offers whoever can see the incident; they are told only if chosen from the list. */
export function MentionField(props: MentionFieldProps) {
  const { label, incidentId, text, chosen, onChange, error } = props;
  const { data: company = [], isError } = useQuery(companyQuery(incidentId));
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [naming, setNaming] = useState<Naming>();
  const [place, setPlace] = useState(0);
  const offered = naming ? namedLike(company, naming.query).slice(0, SHOWN) : [];
  const current = offered[Math.min(place, offered.length - 1)];
  const look = (next: string, caret: number) => {
    setNaming(namingAt(next, caret));
    setPlace(0);
  };
  const choose = (person: Companion) => {
    if (!naming) return;
    const put = withName(text, naming, person);
    const known = chosen.some(({ id }) => id === person.id);
    onChange(put.text, known ? [...chosen] : [...chosen, person]);
    setNaming(undefined);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(put.caret, put.caret);
    });
  };
  const press = (event: KeyboardEvent) => {
    if (!current) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setPlace((place + step + offered.length) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(current);
    else return;
    event.preventDefault();
  };
  const hint = isError
    ? 'Who can be named is not known now; the note can be written all the same.'
    : 'Type @ and a name to tell somebody of it.';
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <>
          <Textarea
            {...control}
            ref={area}
            value={text}
            maxLength={20_000}
            aria-autocomplete="list"
            aria-controls={current ? listId : undefined}
            aria-activedescendant={current && `${listId}-${current.id}`}
            onKeyDown={press}
            onChange={({ target }) => {
              onChange(target.value, stillNamed(target.value, chosen));
              look(target.value, target.selectionStart);
            }}
            onSelect={({ currentTarget }) => {
              if (naming) setNaming(namingAt(text, currentTarget.selectionStart));
            }}
          />
          {current && (
            <div
              id={listId}
              role="listbox"
              aria-label="People who can see this incident"
              className="flex flex-col rounded-md border border-line bg-surface p-1 shadow-low"
            >
              {offered.map((person) => (
                <div
                  key={person.id}
                  id={`${listId}-${person.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={person === current}
                  onPointerDown={(event) => {
                    event.preventDefault();
                    choose(person);
                  }}
                  className={clsx(
                    'flex min-h-8 cursor-pointer items-center justify-between gap-3 rounded-sm px-2 text-sm pointer-coarse:min-h-11',
                    person === current && 'bg-hover',
                  )}
                >
                  <VisibleText text={person.name} />
                  {person.mayCommand && <span className="text-xs text-muted">commander</span>}
                </div>
              ))}
            </div>
          )}
          <p role="status" className="text-sm text-muted">
            {chosen.length > 0 && (
              <>
                Told of it: <VisibleText text={chosen.map(({ name }) => name).join(', ')} />
              </>
            )}
          </p>
        </>
      )}
    </Field>
  );
}
