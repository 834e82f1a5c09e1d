import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface PageHeaderProps {
  title: ReactNode;
  /** Above the title: where this is. */
  crumb?: ReactNode;
  /** Under the title: one quiet line. */
  lead?: ReactNode;
  actions?: ReactNode;
}

/** The head of a page: its one h1, and what can be done to the whole of it. */
export function PageHeader({ title, crumb, lead, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {crumb && <div className="mb-0.5 text-xs text-muted">{crumb}</div>}
        <h1 className="text-xl font-semibold tracking-[-0.012em] break-words text-ink">{title}</h1>
        {lead && <div className="mt-0.5 text-sm text-pretty text-muted">{lead}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

export interface PageProps {
  /** `wide` for lists, `column` for reading and deciding. */
  width?: 'wide' | 'column' | undefined;
  className?: string | undefined;
  children: ReactNode;
}

export function Page({ width = 'wide', className, children }: PageProps) {
  return (
    <div
      className={clsx(
        'mx-auto flex w-full flex-col gap-5 px-4 py-5 md:px-8 md:py-7',
        width === 'wide' ? 'max-w-[90rem]' : 'max-w-2xl',
        className,
      )}
    >
      {children}
    </div>
  );
}
