'use client';

import {
  createContext,
  use,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { CommandRegistry, type Command } from './command-registry';
import { readSingleKeys, subscribeSingleKeys } from './single-keys';

const RegistryContext = createContext<CommandRegistry | undefined>(undefined);

function useRegistry(): CommandRegistry {
  const registry = use(RegistryContext);
  if (!registry) throw new Error('ShortcutsProvider is missing above this component.');
  return registry;
}

/** Typing is never a shortcut, nor is a press while a dialog or menu is open. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('input, textarea, select')) return true;
  return target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}

/**
 * Enter, Space and the arrows belong to the control or the scroll region that has the focus, though
 * not to what only holds it for a while, such as the page's main part.
 */
function isItsOwn({ key, target }: KeyboardEvent): boolean {
  if (key.length === 1 && key !== ' ') return false;
  return target instanceof HTMLElement && target.tabIndex >= 0;
}

/** Holds the registry and the one key listener of the page. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new CommandRegistry());
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const withModifier = event.ctrlKey || event.metaKey;
      if (!withModifier && (isTaken(event.target) || isItsOwn(event))) return;
      const command = registry.press(event, event.timeStamp, readSingleKeys());
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [registry]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

/** The group of what can be done in the room that is open. */
export const IN_THIS_ROOM = 'In this room';

export interface CommandInput {
  label: string;
  /** Heading in the sheet and the menu: "Go to", "In this room". */
  group: string;
  keys?: string | undefined;
  sheetOnly?: boolean | undefined;
  /** Not registered while false. */
  enabled?: boolean | undefined;
  run: () => void;
}

/** Registers a command while the component is mounted. `run` may change on every render. */
export function useCommand({ label, group, keys, sheetOnly, enabled = true, run }: CommandInput) {
  const registry = useRegistry();
  const id = useId();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    return registry.register({ id, label, group, keys, sheetOnly, run: () => latest.current() });
  }, [registry, id, label, group, keys, sheetOnly, enabled]);
}

/** The short form for a key: `useShortcut('/', 'Filter', focusFilter)`. */
export function useShortcut(keys: string, label: string, run: () => void, group = 'On this page') {
  useCommand({ keys, label, run, group });
}

/** What every page offers; what the page at hand does stands before it. */
const EVERYWHERE = ['Go to', 'General'];

/** Everything registered now, grouped: what this page offers first, each in the order it came. */
export function useCommands(): { group: string; commands: Command[] }[] {
  const registry = useRegistry();
  const all = useSyncExternalStore(registry.subscribe, registry.all, () => noCommands);
  return useMemo(() => {
    const groups = new Map<string, Command[]>();
    for (const command of all) {
      const group = groups.get(command.group) ?? [];
      group.push(command);
      groups.set(command.group, group);
    }
    return [...groups]
      .map(([group, commands]) => ({ group, commands }))
      .toSorted((a, b) => EVERYWHERE.indexOf(a.group) - EVERYWHERE.indexOf(b.group));
  }, [all]);
}

const noCommands: Command[] = [];

/** Whether single-key shortcuts are on; on unless this browser switched them off. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribeSingleKeys, readSingleKeys, () => true);
}
