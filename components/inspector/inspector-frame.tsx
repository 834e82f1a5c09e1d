'use client';

import { Link2 } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { CopyButton } from '@/components/ui/copy-button';

export interface InspectorFrameProps {
  /** What kind of thing it is: "Evidence", "Stop point". */
  kind: string;
  title: ReactNode;
  badges?: ReactNode;
  children: ReactNode;
}

const never = () => () => {};

/** A link that shows anyone who may look the same row of the same run, without the filter. */
function useRowLink(): string {
  const { run } = useRoom();
  const { selected } = useRoomHands();
  const here = useSyncExternalStore(
    never,
    () => `${window.location.origin}${window.location.pathname}`,
    () => '',
  );
  const query = new URLSearchParams({ ...(run ? { run: run.id } : {}), sel: selected ?? '' });
  return `${here}?${query.toString()}`;
}

/** The head of whatever is inspected, with the link that leads others to the same row. */
export function InspectorFrame({ kind, title, badges, children }: InspectorFrameProps) {
  const href = useRowLink();
  return (
    <article className="flex min-w-0 flex-col gap-3 p-4">
      <header className="flex flex-col gap-1.5">
        <div className="flex items-center justify-between gap-2">
          <p className="text-xs text-muted">{kind}</p>
          <span className="flex items-center gap-1 text-xs text-muted">
            <Link2 aria-hidden size={13} />
            <CopyButton text={href} label="Copy the link to this row" />
          </span>
        </div>
        <h3 className="text-base font-semibold break-words text-ink">{title}</h3>
        {badges && <div className="flex flex-wrap items-center gap-1.5">{badges}</div>}
      </header>
      {children}
    </article>
  );
}
