import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { toneSolid, toneText, toneTint, type Tone } from './tone';

export interface BadgeProps {
  tone?: Tone | undefined;
  /** `tint` in a frame, `solid` for what must be seen first, `plain` as coloured text only. */
  look?: 'tint' | 'solid' | 'plain' | undefined;
  size?: 'sm' | 'md' | undefined;
  icon?: ReactNode;
  children: ReactNode;
  title?: string | undefined;
  className?: string | undefined;
}

export function Badge({
  tone = 'quiet',
  look = 'tint',
  size = 'sm',
  icon,
  children,
  title,
  className,
}: BadgeProps) {
  return (
    <span
      title={title}
      className={clsx(
        'inline-flex max-w-full items-center gap-1 font-medium whitespace-nowrap [&>svg]:shrink-0',
        size === 'sm' ? 'text-xs' : 'text-sm',
        look === 'plain' && toneText[tone],
        look !== 'plain' && 'rounded-md border',
        look !== 'plain' && (size === 'sm' ? 'h-5 px-1.5' : 'h-6 px-2'),
        look === 'tint' && toneTint[tone],
        look === 'solid' && toneSolid[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

/** A number that matters, as on a navigation item; nothing at zero. */
export function Count({
  value,
  tone = 'waiting',
  label,
}: {
  value: number;
  tone?: Tone;
  label: string;
}) {
  if (value <= 0) return null;
  return (
    <span
      className={clsx(
        'inline-flex h-4 min-w-4 items-center justify-center rounded-full px-1 text-2xs font-semibold',
        toneSolid[tone],
      )}
    >
      <span aria-hidden>{value > 99 ? '99+' : value}</span>
      <span className="sr-only">
        {value} {label}
      </span>
    </span>
  );
}
