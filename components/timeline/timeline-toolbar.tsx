'use client';

import { ClipboardCopy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useShortcut } from '@/components/shell/shortcuts';
import { Button, type ButtonProps } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Input } from '@/components/ui/field';
import { late } from '@/components/ui/late';
import { FilterButton } from './filter-button';
import type { CopyMenuProps } from './copy-menu';
import { narrowedBy } from './filter-groups';
import type { TimelineFilterProps } from './timeline-filter';

const TimelineFilter = late(
  () => import('./timeline-filter'),
  () => <FilterButton narrowed={0} pending pendingLabel="Filter" />,
);

const CopyMenu = late(
  () => import('./copy-menu'),
  () => <CopyButton pending />,
);

export interface TimelineToolbarProps extends TimelineFilterProps {
  copied: CopyMenuProps;
  time: 'age' | 'utc';
  onTime: (time: 'age' | 'utc') => void;
  shown: number;
  total: number;
}

const times = [
  { value: 'age' as const, label: 'Age' },
  { value: 'utc' as const, label: 'UTC' },
];

/** How long typing rests before the URL follows, in ms. */
const TYPING_MS = 200;

/** Filter, search and clock of the timeline. */
export function TimelineToolbar(props: TimelineToolbarProps) {
  const { time, onTime, shown, total, copied, ...form } = props;
  const { filter, onChange } = form;
  const narrowed = narrowedBy(filter);
  // What the filter opens in is loaded at its first press.
  const [isAsked, setAsked] = useState(false);
  const [isCopying, setCopying] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
      <SearchText filter={filter} onChange={onChange} />
      {isAsked ? (
        <TimelineFilter {...form} narrowed={narrowed} onClose={() => setAsked(false)} />
      ) : (
        <FilterButton narrowed={narrowed} onClick={() => setAsked(true)} />
      )}
      <Choice label="Show times as" value={time} onValueChange={onTime} options={times} />
      {isCopying ? (
        <CopyMenu {...copied} onClose={() => setCopying(false)} />
      ) : (
        <CopyButton onClick={() => setCopying(true)} />
      )}
      <span className="ml-auto text-xs text-muted">
        {shown === total ? '' : `${shown.toLocaleString('en')} of `}
        {total.toLocaleString('en')} {total === 1 ? 'row' : 'rows'}
      </span>
    </div>
  );
}

/** Opens what the timeline can be copied as; it stands as the trigger of the menu once that is loaded. */
function CopyButton(rest: Pick<ButtonProps, 'onClick' | 'pending'>) {
  return (
    <Button
      square
      size="sm"
      aria-label="Copy as Markdown"
      aria-haspopup="menu"
      icon={<ClipboardCopy aria-hidden size={13} />}
      {...rest}
    />
  );
}

function SearchText({ filter, onChange }: Pick<TimelineFilterProps, 'filter' | 'onChange'>) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(filter.text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useShortcut('/', 'Search the timeline', () => field.current?.focus(), 'Timeline');
  useEffect(() => () => clearTimeout(timer.current), []);
  // Cleared from elsewhere, by a link or "Show everything".
  const [known, setKnown] = useState(filter.text);
  if (known !== filter.text) {
    setKnown(filter.text);
    setTyped(filter.text);
  }
  return (
    <Input
      ref={field}
      type="search"
      value={typed}
      aria-label="Search the timeline"
      placeholder="Search"
      className="max-w-56 flex-1 max-sm:basis-full max-sm:max-w-none"
      onChange={(event) => {
        const { value } = event.target;
        setTyped(value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          setKnown(value);
          onChange({ text: value });
        }, TYPING_MS);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        setTyped('');
        onChange({ text: '' });
        field.current?.blur();
      }}
    />
  );
}
