import type { ReactNode } from 'react';

export interface InboxSectionProps {
  title: string;
  /** Said beside the title. */
  note?: string | undefined;
  count: number;
  /** Rows as list items. */
  children: ReactNode;
}

/** A titled list of the inbox; nothing at all where there is nothing in it. */
export function InboxSection({ title, note, count, children }: InboxSectionProps) {
  if (count === 0) return null;
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="flex flex-wrap items-baseline gap-x-2 text-sm font-semibold text-ink">
        <span>
          {title} <span className="ml-1 font-normal text-faint">{count}</span>
        </span>
        {note && <span className="font-normal text-muted">{note}</span>}
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {children}
      </ul>
    </section>
  );
}
