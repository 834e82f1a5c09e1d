import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface ViewerFrameProps {
  /** Filters and toggles above the content. */
  tools?: ReactNode;
  children: ReactNode;
  className?: string | undefined;
}

/** The frame every body stands in: tools above, content flush beneath. */
export function ViewerFrame({ tools, children, className }: ViewerFrameProps) {
  return (
    <div
      className={clsx(
        '@container min-w-0 overflow-hidden rounded-lg border border-line bg-surface',
        className,
      )}
    >
      {tools && (
        <div className="flex flex-wrap items-center gap-2 border-b border-line bg-sunken px-2 py-1.5">
          {tools}
        </div>
      )}
      {children}
    </div>
  );
}
