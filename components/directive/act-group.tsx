import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface ActGroupProps {
  /** Names the group for screen readers. */
  label: string;
  /** Why its buttons cannot be pressed, those that cannot; each is shown once. */
  reasons: (string | undefined)[];
  className?: string | undefined;
  children: ReactNode;
}

/**
 * Buttons side by side. On touch, where there are no tooltips, a reason that several of them share
 * stands once beneath them all; each is still described by its own.
 */
export function ActGroup({ label, reasons, className, children }: ActGroupProps) {
  const said = [...new Set(reasons.filter((reason) => reason !== undefined))];
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div
        role="group"
        aria-label={label}
        className={clsx('flex flex-wrap gap-1.5 [&_button+span]:sr-only', className)}
      >
        {children}
      </div>
      {said.map((reason) => (
        <p key={reason} aria-hidden className="hidden text-xs text-muted pointer-coarse:block">
          {reason}
        </p>
      ))}
    </div>
  );
}
