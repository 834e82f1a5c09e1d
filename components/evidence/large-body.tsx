'use client';

import { Maximize2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

export interface LargeBodyProps {
  title: string;
  /** Drawn anew at full width, with its search and sorting of its own. */
  children: ReactNode;
}

/** A pane is narrow; a wide table, two columns of a diff and a deep trace need the whole screen. */
export function LargeBody({ title, children }: LargeBodyProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <span className="self-end max-sm:hidden">
      <Button
        size="sm"
        variant="ghost"
        icon={<Maximize2 aria-hidden size={13} />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Open large
      </Button>
      {isOpen && (
        <Dialog open size="full" onOpenChange={setOpen} title={<VisibleText text={title} />}>
          {children}
        </Dialog>
      )}
    </span>
  );
}
