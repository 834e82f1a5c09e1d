'use client';

import * as Radix from 'radix-ui/tabs';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface TabItem {
  value: string;
  label: ReactNode;
  /** A count or a badge after the label. */
  aside?: ReactNode;
  content: ReactNode;
}

export interface TabsProps {
  /** Names the row of tabs for screen readers. */
  label: string;
  items: TabItem[];
  value?: string | undefined;
  defaultValue?: string | undefined;
  onValueChange?: ((value: string) => void) | undefined;
  className?: string | undefined;
  panelClassName?: string | undefined;
}

export function Tabs({
  label,
  items,
  value,
  defaultValue = items[0]?.value,
  onValueChange,
  className,
  panelClassName,
}: TabsProps) {
  return (
    <Radix.Root
      {...(value === undefined ? { defaultValue: defaultValue ?? '' } : { value })}
      {...(onValueChange ? { onValueChange } : {})}
      className={clsx('flex min-h-0 min-w-0 flex-col', className)}
    >
      <Radix.List
        aria-label={label}
        className="flex shrink-0 gap-1 overflow-x-auto border-b border-line px-2"
      >
        {items.map((item) => (
          <Radix.Trigger
            key={item.value}
            value={item.value}
            className={clsx(
              'focus-inset -mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2',
              'text-sm font-medium text-muted hover:text-ink pointer-coarse:h-11',
              'data-[state=active]:border-ink data-[state=active]:text-ink',
            )}
          >
            {item.label}
            {item.aside}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content
          key={item.value}
          value={item.value}
          className={clsx('focus-inset min-h-0 min-w-0 flex-1', panelClassName)}
        >
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
