'use client';

import { useId, type ComponentProps, type MouseEvent, type ReactNode } from 'react';
import { buttonStyle, type ButtonSize, type ButtonVariant } from './button-style';
import { Spinner } from './spinner';
import { tipOf } from './tooltip';
import { useAlive } from './use-alive';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  block?: boolean | undefined;
  /** A lone icon: give `aria-label` too; it is shown as the tooltip. */
  square?: boolean | undefined;
  icon?: ReactNode;
  /** The act is under way: shows a spinner and `pendingLabel`, and takes no second press. */
  pending?: boolean | undefined;
  pendingLabel?: string | undefined;
  /**
   * Why it cannot be pressed. The button stays focusable and says why: as a tooltip, as its
   * description, and, on touch, as text beneath it.
   */
  disabledReason?: string | undefined;
}

export function Button({
  variant,
  size = 'md',
  block,
  square,
  icon,
  pending = false,
  pendingLabel = 'Sending…',
  disabledReason,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const isAlive = useAlive();
  const blocked = pending || disabledReason !== undefined;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault();
    else onClick?.(event);
  };
  const tip = disabledReason ?? (square ? rest['aria-label'] : undefined);
  // The same elements with a reason and without: a button that has the focus keeps it.
  return (
    <span className={disabledReason === undefined ? 'contents' : reasoned(block)}>
      <button
        {...rest}
        {...(tip !== undefined && tipOf(tip))}
        type={type}
        disabled={!isAlive}
        onClick={press}
        aria-disabled={blocked || undefined}
        aria-busy={pending || undefined}
        aria-describedby={disabledReason ? reasonId : rest['aria-describedby']}
        className={buttonStyle({ variant, size, block, square, className })}
      >
        {pending ? <Spinner size={size === 'sm' ? 12 : 14} /> : icon}
        {pending && !square ? pendingLabel : children}
      </button>
      {disabledReason !== undefined && (
        <span
          id={reasonId}
          className="sr-only text-xs text-muted pointer-coarse:not-sr-only pointer-coarse:max-w-72"
        >
          {disabledReason}
        </span>
      )}
    </span>
  );
}

const reasoned = (block = false) =>
  block ? 'flex w-full flex-col gap-1' : 'inline-flex flex-col items-start gap-1';
