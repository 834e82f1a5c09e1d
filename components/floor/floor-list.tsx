'use client';

import { ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState, type FocusEvent } from 'react';
import { useRowKeys } from '@/components/shell/row-keys';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import type { MergeOffer } from '@/lib/incidents/schema-merge';
import type { FloorItem } from '@/lib/incidents/views';
import { FloorRow } from './floor-row';
import {
  floorSections,
  type FloorSection,
  type Grouping,
  groupOf,
  heldFloor,
} from './floor-sections';

export interface FloorListProps {
  items: FloorItem[];
  by: Grouping;
  offers: MergeOffer[];
}

/** Rows of one part that are drawn at first, and with each press for more. */
const PAGE = 40;
/** From this many on, each row is a line. */
const DENSE_FROM = 40;

type By = 'pointer' | 'focus' | 'scroll';

/**
 * The floor in its parts. While somebody points at it, moves through it or has scrolled into it,
 * rows keep their places and only what they say changes; what is new waits for a press.
 */
export function FloorList({ items, by, offers }: FloorListProps) {
  const holder = useRowKeys<HTMLDivElement>('incident');
  const [drawn, setDrawn] = useState<FloorSection[]>();
  const top = useRef<HTMLDivElement>(null);
  const reading = useRef(new Set<By>());
  const now = () => floorSections(items, by, offers);
  const held = drawn && heldFloor(drawn, items);
  const sections = held?.sections ?? now();
  const isDense = items.length >= DENSE_FROM;
  const read = (how: By, isReading: boolean) => {
    if (isReading) reading.current.add(how);
    else reading.current.delete(how);
    if (reading.current.size > 0) setDrawn((before) => before ?? now());
    else setDrawn(undefined);
  };
  const onScrolled = useRef((_isAway: boolean) => {});
  useEffect(() => {
    onScrolled.current = (isAway) => read('scroll', isAway);
  });
  useEffect(() => {
    if (!top.current) return;
    const watch = new IntersectionObserver(([entry]) => {
      if (entry) onScrolled.current(!entry.isIntersecting && entry.boundingClientRect.top < 0);
    });
    watch.observe(top.current);
    return () => watch.disconnect();
  }, []);
  const show = () => {
    setDrawn(now());
    // The button goes with what it told of; whoever pressed it is at the list's top then.
    holder.current?.focus({ preventScroll: true });
    holder.current?.scrollIntoView({ block: 'start' });
  };
  const leaveFocus = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) read('focus', false);
  };
  return (
    <div
      ref={holder}
      tabIndex={-1}
      onPointerEnter={(event) => event.pointerType === 'mouse' && read('pointer', true)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && read('pointer', false)}
      onFocus={() => read('focus', true)}
      onBlur={leaveFocus}
      className="relative flex scroll-mt-4 flex-col gap-5 outline-none"
    >
      <div ref={top} aria-hidden className="absolute inset-x-0 top-0 h-px" />
      {held && held.arrived.length > 0 && <Arrived arrived={held.arrived} onShow={show} />}
      {sections.map((section) => (
        <Section
          key={section.key}
          section={section}
          isDense={isDense}
          gone={held?.gone ?? nothing}
        />
      ))}
    </div>
  );
}

const nothing: ReadonlySet<string> = new Set();

/** What came while somebody reads: it says so, over the rows and without moving them. */
function Arrived({ arrived, onShow }: { arrived: FloorItem[]; onShow: () => void }) {
  const yours = arrived.filter((item) => groupOf(item) === 'yours').length;
  const waits = yours === 0 ? '' : yours === 1 ? ', 1 waits on you' : `, ${yours} wait on you`;
  return (
    <div className="pointer-events-none sticky top-3 z-20 -mb-5 flex h-0 justify-center">
      <Button
        size="sm"
        variant={yours > 0 ? 'primary' : 'secondary'}
        icon={<ArrowUp aria-hidden size={14} />}
        className="pointer-events-auto shadow-pop"
        onClick={onShow}
      >
        {arrived.length} new{waits}
      </Button>
    </div>
  );
}

interface SectionProps {
  section: FloorSection;
  isDense: boolean;
  gone: ReadonlySet<string>;
}

function Section({ section: { title, items }, isDense, gone }: SectionProps) {
  const [limit, setLimit] = useState(PAGE);
  const more = items.length - limit;
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="flex items-baseline gap-2 text-sm font-semibold text-ink">
        <span className="min-w-0 break-words">
          <VisibleText text={title} />
        </span>
        <span className="font-normal text-faint tabular-nums">{items.length}</span>
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {items.slice(0, limit).map((item) => (
          <FloorRow key={item.id} item={item} isDense={isDense} isGone={gone.has(item.id)} />
        ))}
      </ul>
      {more > 0 && (
        <Button size="sm" className="self-start" onClick={() => setLimit(limit + PAGE)}>
          Show {Math.min(PAGE, more)} more of {more}
        </Button>
      )}
    </section>
  );
}
