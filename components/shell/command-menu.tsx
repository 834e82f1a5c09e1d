'use client';

import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { KeyHint } from '@/components/ui/key-hint';
import type { Command } from './command-registry';
import { matchCommands } from './match-commands';
import { useCommands } from './shortcuts';
import { PlainButton } from '@/components/ui/plain-button';

export interface CommandMenuProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Everything that can be gone to or done from here, by typing a few letters of it. */
export function CommandMenu({ open, onOpenChange }: CommandMenuProps) {
  const chosen = useRef<Command>(undefined);
  // Not before the focus is back: what opens then gives it back to where it was before the menu.
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      onClosed={() => chosen.current?.run()}
      title="Command menu"
      bare
    >
      <CommandList
        onChoose={(command) => {
          chosen.current = command;
          onOpenChange(false);
        }}
      />
    </Dialog>
  );
}

function CommandList({ onChoose }: { onChoose: (command: Command) => void }) {
  const id = useId();
  const groups = useCommands();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => {
    const all = groups.flatMap((group) => group.commands).filter((command) => !command.sheetOnly);
    return matchCommands(all, query);
  }, [groups, query]);

  useEffect(() => {
    list.current?.children.item(active)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const run = (command: Command | undefined) => {
    if (command) onChoose(command);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((index) => Math.min(index + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive((index) => Math.max(index - 1, 0));
    else if (event.key === 'Enter') run(found[active]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="sticky top-0 flex h-12 items-center gap-2.5 border-b border-line bg-raised px-4">
        <Search aria-hidden size={16} className="shrink-0 text-muted" />
        <input
          role="combobox"
          aria-label="Find a page or a command"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Go to, or do…"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-full w-full bg-transparent text-md text-ink outline-none placeholder:text-faint pointer-coarse:text-[1rem]"
        />
      </div>
      {found.length === 0 && (
        <p className="px-3 py-6 text-center text-sm text-muted">Nothing here goes by that name.</p>
      )}
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="Commands" className="p-1.5">
        {found.map((command, index) => (
          <PlainButton
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => setActive(index)}
            onClick={() => run(command)}
            className={clsx(
              'flex min-h-9 w-full items-center gap-3 rounded-md px-2.5 text-left text-sm pointer-coarse:min-h-11',
              index === active ? 'bg-hover text-ink' : 'text-muted',
            )}
          >
            <span className="w-24 shrink-0 truncate text-xs text-faint">{command.group}</span>
            <span className="min-w-0 flex-1 truncate text-ink">{command.label}</span>
            {command.keys && <KeyHint keys={command.keys} className="max-sm:hidden" />}
          </PlainButton>
        ))}
      </div>
    </>
  );
}
