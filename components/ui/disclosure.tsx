'use client';

import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from './button';

export interface DisclosureProps {
  label: string;
  children: ReactNode;
}

/** What only some will look at, out of the way until it is asked for; not rendered before. */
export function Disclosure({ label, children }: DisclosureProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex min-w-0 flex-col items-start gap-2">
      <Button
        variant="ghost"
        size="sm"
        className="-ml-2.5"
        aria-expanded={isOpen}
        icon={
          <ChevronRight
            aria-hidden
            size={14}
            className={clsx('transition-transform', isOpen && 'rotate-90')}
          />
        }
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </Button>
      {isOpen && <div className="w-full min-w-0">{children}</div>}
    </div>
  );
}
