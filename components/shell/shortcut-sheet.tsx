'use client';

import { Dialog } from '@/components/ui/dialog';
import { Switch } from '@/components/ui/switch';
import { KeyHint } from '@/components/ui/key-hint';
import { useCommands, useSingleKeys } from './shortcuts';
import { writeSingleKeys } from './single-keys';

export interface ShortcutSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every key that works here and now, from the registry itself. */
export function ShortcutSheet({ open, onOpenChange }: ShortcutSheetProps) {
  const groups = useCommands();
  const singleKeys = useSingleKeys();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" size="md">
      <div className="flex flex-col gap-5">
        {groups.map(({ group, commands }) => {
          const keyed = commands.filter((command) => command.keys);
          if (keyed.length === 0) return null;
          return (
            <section key={group} aria-label={group}>
              <h3 className="mb-1.5 text-xs font-medium text-muted">{group}</h3>
              <ul className="grid gap-x-8 sm:grid-cols-2">
                {keyed.map((command) => (
                  <li
                    key={command.id}
                    className="flex min-h-8 items-center justify-between gap-3 text-sm"
                  >
                    <span className="min-w-0 truncate">{command.label}</span>
                    <KeyHint keys={command.keys ?? ''} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        <div className="border-t border-line pt-3">
          <Switch
            label="Single-key shortcuts"
            hint="Off leaves only those with Ctrl or ⌘. Kept in this browser."
            checked={singleKeys}
            onCheckedChange={writeSingleKeys}
          />
        </div>
      </div>
    </Dialog>
  );
}
