'use client';

import { useRef, useState, type FocusEvent } from 'react';
import { useRowKeys } from '@/components/shell/row-keys';
import type { FloorItem } from '@/lib/incidents/views';
import { FloorRow } from './floor-row';
import { floorSections, heldSections, type FloorGroup, type FloorSection } from './floor-rows';

const titles: Record<FloorGroup, string> = {
  yours: 'Waiting on you',
  others: 'Waiting on somebody else',
  moving: 'Waiting on nobody',
  recordings: 'Recordings',
};

/**
 * The floor in its parts. While somebody points at it or moves through it, rows keep their places
 * and only what they say changes.
 */
export function FloorList({ items }: { items: FloorItem[] }) {
  const holder = useRowKeys<HTMLDivElement>('incident');
  const [held, setHeld] = useState<FloorSection[]>();
  const isInside = useRef({ pointer: false, focus: false });
  const sections = held ? heldSections(held, items) : floorSections(items);
  const enter = (by: 'pointer' | 'focus', inside: boolean) => {
    isInside.current[by] = inside;
    const { pointer, focus } = isInside.current;
    if (pointer || focus) setHeld((before) => before ?? floorSections(items));
    else setHeld(undefined);
  };
  const leaveFocus = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) enter('focus', false);
  };
  return (
    <div
      ref={holder}
      onPointerEnter={(event) => event.pointerType === 'mouse' && enter('pointer', true)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && enter('pointer', false)}
      onFocus={() => enter('focus', true)}
      onBlur={leaveFocus}
      className="flex flex-col gap-5"
    >
      {sections.map(({ group, items: rows }) => (
        <section key={group} aria-label={titles[group]} className="flex flex-col gap-2">
          <h2 className="flex items-baseline gap-2 text-sm font-semibold text-ink">
            {titles[group]}
            <span className="font-normal text-faint">{rows.length}</span>
          </h2>
          <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
            {rows.map((item) => (
              <FloorRow key={item.id} item={item} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
