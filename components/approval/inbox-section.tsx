import type { ActionSummary } from '@/lib/actions/output';
import { InboxRow } from './inbox-row';
import { mayDecide, type Decider } from './inbox-order';

export interface InboxSectionProps {
  title: string;
  /** Said beside the title. */
  note?: string | undefined;
  items: ActionSummary[];
  person: Decider;
}

export function InboxSection({ title, note, items, person }: InboxSectionProps) {
  if (items.length === 0) return null;
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="flex flex-wrap items-baseline gap-x-2 text-sm font-semibold text-ink">
        <span>
          {title} <span className="ml-1 font-normal text-faint">{items.length}</span>
        </span>
        {note && <span className="font-normal text-muted">{note}</span>}
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {items.map((item) => (
          <InboxRow key={item.id} item={item} isMine={mayDecide(person, item)} />
        ))}
      </ul>
    </section>
  );
}
