'use client';

import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Popover } from '@/components/ui/popover';
import { Tooltip } from '@/components/ui/tooltip';
import type { Present } from '@/lib/presence/rules';
import { initialsOf, presenceWords } from './presence-words';

export interface RoomPresenceProps {
  /** The others, by name as far as they are named. */
  named: readonly Present[];
  /** All of the others. */
  count: number;
  commanderId: string | null;
}

/** As many as a head can take in at a glance. */
const SHOWN = 3;

/** Who else has this room open: initials, and by press or for a screen reader their names. */
export default function RoomPresence({ named, count, commanderId }: RoomPresenceProps) {
  const words = presenceWords(named, count, commanderId);
  const shown = named.slice(0, SHOWN);
  const rest = count - shown.length;
  return (
    <Popover
      label="Who is in this room"
      align="end"
      className="w-64"
      trigger={
        <button
          type="button"
          className="flex min-h-7 items-center rounded-full pointer-coarse:min-h-11 pointer-coarse:px-1"
        >
          <Tooltip side="bottom" content={words}>
            <span className="flex -space-x-1.5">
              {shown.map(({ id, name }) => (
                <Initials key={id} text={initialsOf(name)} isCommander={id === commanderId} />
              ))}
              {rest > 0 && <Initials text={`+${rest}`} isCommander={false} />}
            </span>
          </Tooltip>
          <span className="sr-only">: {words}</span>
        </button>
      }
    >
      <p className="mb-1.5 text-xs font-medium text-muted">In this room besides you</p>
      <ul className="flex flex-col gap-1.5">
        {named.map(({ id, name, since }) => (
          <li key={id} className="flex min-w-0 items-baseline justify-between gap-3">
            <span className="min-w-0 break-words text-ink">
              <VisibleText text={name} />
              {id === commanderId && <span className="text-muted">, commands</span>}
            </span>
            <span className="shrink-0 text-xs text-muted">
              <span className="sr-only">came </span>
              <RelativeTime at={since} />
            </span>
          </li>
        ))}
        {count > named.length && <li className="text-muted">and {count - named.length} more</li>}
      </ul>
    </Popover>
  );
}

function Initials({ text, isCommander }: { text: string; isCommander: boolean }) {
  return (
    <bdi
      className={`flex size-6.5 items-center justify-center rounded-full border bg-sunken text-2xs font-semibold text-ink ring-2 ring-canvas ${isCommander ? 'border-ink' : 'border-line-strong'}`}
    >
      {text}
    </bdi>
  );
}
