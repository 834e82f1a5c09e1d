import { clsx } from 'clsx';
import { CircleCheck, Hand, Info, OctagonAlert, Spline, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { toneTint, type Tone } from './tone';

const glyphs: Record<Tone, LucideIcon> = {
  waiting: Hand,
  running: Info,
  good: CircleCheck,
  bad: OctagonAlert,
  drift: Spline,
  quiet: Info,
};

export interface NoticeProps {
  tone?: Tone | undefined;
  title?: ReactNode;
  icon?: LucideIcon | undefined;
  action?: ReactNode;
  /** Across the whole width, without rounded corners. */
  bar?: boolean | undefined;
  announced?: 'status' | 'alert' | undefined;
  children?: ReactNode;
}

/** A standing fact about what is below it, as opposed to a toast, which passes. */
export function Notice({
  tone = 'quiet',
  title,
  icon,
  action,
  bar = false,
  announced,
  children,
}: NoticeProps) {
  const Icon = icon ?? glyphs[tone];
  return (
    <div
      role={announced ?? 'note'}
      className={clsx(
        'flex items-start gap-2.5 px-3 py-2 text-sm',
        bar ? 'border-b' : 'rounded-lg border',
        toneTint[tone],
      )}
    >
      <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1 text-ink">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
