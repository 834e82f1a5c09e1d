import { clsx } from 'clsx';
import type { ReactNode, Ref } from 'react';

/** WCAG 2.1.1: whatever scrolls must take focus, though a region is not a control. */
const keyboardScrolls = { tabIndex: 0 };

export interface ScrollAreaProps {
  /** Names what scrolls, without being a landmark: it takes focus, so that the keyboard can scroll it. */
  label: string;
  className?: string | undefined;
  ref?: Ref<HTMLDivElement> | undefined;
  children: ReactNode;
}

/** Native scrolling: momentum, find-in-page and screen readers work as everywhere else. */
export function ScrollArea({ label, className, ref, children }: ScrollAreaProps) {
  return (
    <div
      ref={ref}
      role="group"
      aria-label={label}
      {...keyboardScrolls}
      className={clsx('focus-inset relative min-w-0 overflow-auto overscroll-x-contain', className)}
    >
      {children}
    </div>
  );
}
