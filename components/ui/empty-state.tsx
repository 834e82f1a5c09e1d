import { Inbox, OctagonAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  icon?: LucideIcon | undefined;
  /** What is so: "No incident is open". */
  title: ReactNode;
  /** What it means, or what to do next. */
  children?: ReactNode;
  action?: ReactNode;
  /** Heading level, where the page needs one; a paragraph otherwise. */
  level?: 1 | 2 | 3 | undefined;
}

export function EmptyState({
  icon: Icon = Inbox,
  title,
  children,
  action,
  level,
}: EmptyStateProps) {
  const Heading: 'h1' | 'h2' | 'h3' | 'p' = level ? `h${level}` : 'p';
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-1 px-4 py-10 text-center">
      <span className="mb-2 flex size-10 items-center justify-center rounded-lg border border-line bg-sunken text-muted">
        <Icon aria-hidden size={18} strokeWidth={1.75} />
      </span>
      <Heading className="text-base font-medium text-ink">{title}</Heading>
      {children && <div className="text-sm text-pretty text-muted">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  title?: ReactNode;
  /** What happened, what is unchanged. */
  children?: ReactNode;
  /** A request or error id to give to whoever runs this. */
  reference?: string | undefined;
  action?: ReactNode;
  level?: 1 | 2 | 3 | undefined;
}

export function ErrorState({
  title = 'This could not be loaded',
  children = 'Nothing was changed. Try again in a moment.',
  reference,
  action,
  level,
}: ErrorStateProps) {
  return (
    <div role="alert">
      <EmptyState icon={OctagonAlert} title={title} action={action} level={level}>
        {children}
        {reference && <p className="mt-1 font-mono text-xs break-all text-faint">{reference}</p>}
      </EmptyState>
    </div>
  );
}
