/** One thing that can be done from the keyboard or the command menu. */
export interface Command {
  id: string;
  label: string;
  group: string;
  /** `g i` in sequence, `Mod+k` with Ctrl or ⌘, `j` alone. Without keys it is in the menu only. */
  keys?: string | undefined;
  /** Listed in the `?` sheet only, such as `j` and `k`, which make no sense in a menu. */
  sheetOnly?: boolean | undefined;
  run: () => void;
}

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** How long the second key of a sequence may take. */
const sequenceMs = 1000;

/** Names a press as the registry spells it; undefined for presses that are not ours. */
export function chordOf(press: KeyPress): string | undefined {
  if (press.altKey || ['Shift', 'Control', 'Meta', 'Alt'].includes(press.key)) return undefined;
  const key = press.key === ' ' ? 'Space' : press.key;
  return press.ctrlKey || press.metaKey ? `Mod+${key.toLowerCase()}` : key;
}

/**
 * The one registry that feeds the keys, the hints, the sheet and the menu. The latest
 * registration of the same keys wins, so a page's own `j` goes before the shell's.
 */
export class CommandRegistry {
  private readonly commands = new Map<string, Command>();
  private readonly listeners = new Set<() => void>();
  private list: Command[] = [];
  private pending: { chord: string; at: number } | undefined;

  register(command: Command): () => void {
    this.commands.delete(command.id);
    this.commands.set(command.id, command);
    this.changed();
    return () => {
      if (this.commands.get(command.id) !== command) return;
      this.commands.delete(command.id);
      this.changed();
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same array until something changes, as an external store must give. */
  readonly all = (): Command[] => this.list;

  /** The command a press completes, if any. `singleKeys` off leaves only those with Ctrl or ⌘. */
  press(press: KeyPress, now: number, singleKeys: boolean): Command | undefined {
    const chord = chordOf(press);
    if (!chord) return undefined;
    const first =
      this.pending && now - this.pending.at < sequenceMs ? this.pending.chord : undefined;
    this.pending = undefined;
    if (!singleKeys && !chord.startsWith('Mod+')) return undefined;
    if (first) {
      const sequence = this.find(`${first} ${chord}`);
      if (sequence) return sequence;
    }
    if (this.list.some((command) => command.keys?.startsWith(`${chord} `)))
      this.pending = { chord, at: now };
    return this.find(chord);
  }

  private find(keys: string): Command | undefined {
    return this.list.findLast((command) => command.keys === keys);
  }

  private changed(): void {
    this.list = [...this.commands.values()];
    for (const listener of this.listeners) listener();
  }
}
