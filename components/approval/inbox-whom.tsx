import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import type { InboxItem } from '@/lib/inbox/schema';

const isOne = (count: number): boolean => count === 1;
const sayPeople = (count: number): string => (isOne(count) ? '1 person' : `${count} people`);

/** Names, and how many more: “Ada, Bea and 3 others”. */
function sayNames({ waitsOn, waitsOnCount }: Pick<InboxItem, 'waitsOn' | 'waitsOnCount'>): string {
  const names = waitsOn.map(({ name }) => name);
  const more = waitsOnCount - names.length;
  if (more > 0) names.push(isOne(more) ? '1 other' : `${more} others`);
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** On whom something waits, and what came of telling them. */
export function InboxWhom({ item }: { item: InboxItem }) {
  const { isMine, whyNotMine, waitsOnCount, told } = item;
  const names = sayNames(item);
  return (
    <p className="mt-1 text-xs text-muted">
      {waitsOnCount === 0 ? (
        isMine ? (
          'Nobody else may decide it. '
        ) : (
          <span className="font-medium text-bad">Nobody may decide it. </span>
        )
      ) : (
        <>
          {isMine ? 'Also waits on ' : 'Waits on '}
          <VisibleText text={names} />.{' '}
        </>
      )}
      {whyNotMine && `${whyNotMine} `}
      {told && (
        <>
          {sayPeople(told.people)} told <RelativeTime at={told.at} />
          {told.reached === 0
            ? ', but no device or webhook took it'
            : `, ${told.reached === 1 ? '1 notice' : `${told.reached} notices`} taken`}
          {told.opened > 0 && `, ${sayPeople(told.opened)} opened it`}
          {told.step > 0 && '; it went on to others'}.
        </>
      )}
    </p>
  );
}
