'use client';

import * as Radix from 'radix-ui/dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useRef, type ReactElement, type ReactNode } from 'react';
import { buttonStyle } from './button-style';

export interface DialogProps {
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** Called once it is closed and the focus is back; only without a trigger. */
  onClosed?: (() => void) | undefined;
  /** The element that opens it, when it is not controlled. */
  trigger?: ReactElement | undefined;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, at the end; the safe one first. On a phone they stack at the thumb. */
  footer?: ReactNode;
  /** `center`: a window, a bottom sheet on phones. `side`: a drawer from the right. */
  placement?: 'center' | 'side' | undefined;
  size?: 'sm' | 'md' | 'lg' | 'full' | undefined;
  /** Hides the heading from the eye, not from screen readers. */
  bare?: boolean | undefined;
  children?: ReactNode;
}

const widths = {
  sm: 'sm:max-w-sm',
  md: 'sm:max-w-lg',
  lg: 'sm:max-w-3xl',
  full: 'sm:top-[5vh] sm:max-h-[90vh] sm:max-w-[90rem]',
};

export function Dialog({
  open,
  onOpenChange,
  onClosed,
  trigger,
  title,
  description,
  footer,
  placement = 'center',
  size = 'md',
  bare = false,
  children,
}: DialogProps) {
  const before = useRef<Element | null>(null);
  // Radix gives the focus back to a trigger of its own only; without one, to where it was.
  const comesBack = {
    onOpenAutoFocus: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (before.current instanceof HTMLElement) before.current.focus();
      onClosed?.();
    },
  };
  return (
    <Radix.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="animate-fade fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          {...(trigger ? {} : comesBack)}
          className={clsx(
            'animate-pop fixed z-50 flex flex-col overflow-hidden bg-raised shadow-pop outline-none',
            'inset-x-0 bottom-0 max-h-[88dvh] rounded-t-xl',
            placement === 'center' &&
              clsx(
                'sm:inset-x-0 sm:bottom-auto sm:mx-auto sm:w-[calc(100%-2rem)] sm:rounded-xl',
                size !== 'full' && 'sm:top-[12vh] sm:max-h-[76vh]',
                widths[size],
              ),
            placement === 'side' &&
              clsx(
                'sm:inset-y-0 sm:right-0 sm:left-auto sm:max-h-none sm:w-full sm:rounded-none',
                widths[size],
              ),
          )}
        >
          <header
            className={clsx(
              bare
                ? 'sr-only'
                : 'flex items-start justify-between gap-4 border-b border-line px-5 py-3.5',
            )}
          >
            <div className="min-w-0">
              <Radix.Title className="text-md font-semibold text-ink">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-0.5 text-sm text-muted">
                  {description}
                </Radix.Description>
              )}
            </div>
            {!bare && (
              <Radix.Close
                aria-label="Close"
                className={buttonStyle({
                  variant: 'ghost',
                  size: 'sm',
                  square: true,
                  className: '-mr-1.5',
                })}
              >
                <X aria-hidden size={16} />
              </Radix.Close>
            )}
          </header>
          <div className={clsx('min-h-0 flex-1 overflow-y-auto', !bare && 'px-5 py-4')}>
            {children}
          </div>
          {footer && (
            <footer className="flex flex-col-reverse gap-2 border-t border-line px-5 py-3.5 pb-[max(0.875rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog it stands in; wraps one button. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
