import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import type { Tone } from './tone';

export interface PanelProps extends Omit<ComponentProps<'section'>, 'title'> {
  /** Shown as the panel's heading, and naming it. */
  title?: ReactNode;
  /** Beside the title: a count, a badge. */
  aside?: ReactNode;
  /** At the right of the heading. */
  actions?: ReactNode;
  /** Heading level; 2 unless said. */
  level?: 2 | 3 | 4 | undefined;
  /** A coloured edge, only where the whole panel is a state. */
  tone?: Exclude<Tone, 'quiet'> | undefined;
  /** No padding round the content, for tables and lists. */
  flush?: boolean | undefined;
}

const edges: Record<Exclude<Tone, 'quiet'>, string> = {
  waiting: 'border-waiting-line shadow-[inset_3px_0_0_var(--waiting-fill)]',
  running: 'border-running-line shadow-[inset_3px_0_0_var(--running-fill)]',
  good: 'border-good-line shadow-[inset_3px_0_0_var(--good-fill)]',
  bad: 'border-bad-line shadow-[inset_3px_0_0_var(--bad-fill)]',
  drift: 'border-drift-line shadow-[inset_3px_0_0_var(--drift-fill)]',
};

export function Panel({
  title,
  aside,
  actions,
  level = 2,
  tone,
  flush = false,
  className,
  children,
  ...rest
}: PanelProps) {
  const Heading: 'h2' | 'h3' | 'h4' = `h${level}`;
  return (
    <section
      {...rest}
      className={clsx(
        'min-w-0 overflow-clip rounded-lg border bg-surface',
        tone ? edges[tone] : 'border-line',
        className,
      )}
    >
      {(title !== undefined || actions) && (
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
          <div className="flex min-w-0 items-center gap-2">
            <Heading className="truncate text-sm font-semibold text-ink">{title}</Heading>
            {aside}
          </div>
          {actions && <div className="flex items-center gap-1.5">{actions}</div>}
        </header>
      )}
      <div className={flush ? undefined : 'p-4'}>{children}</div>
    </section>
  );
}

export interface FactProps {
  label: ReactNode;
  children: ReactNode;
  /** Label above instead of beside, for long values. */
  stacked?: boolean | undefined;
}

/** A list of facts: label and value, aligned in two columns; the columns stack when narrow. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl className={clsx('@container grid grid-cols-1 gap-y-2 text-sm', className)}>{children}</dl>
  );
}

export function Fact({ label, children, stacked = false }: FactProps) {
  return (
    <div
      className={clsx('grid gap-x-4 gap-y-0.5', !stacked && '@xs:grid-cols-[8.5rem_minmax(0,1fr)]')}
    >
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words text-ink">{children}</dd>
    </div>
  );
}
