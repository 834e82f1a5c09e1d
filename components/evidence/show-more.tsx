'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';

/** How many of a long list are shown, and a way to the rest: `const cap = useCap(200)`. */
export function useCap(step: number): { shown: number; more: () => void } {
  const [shown, setShown] = useState(step);
  return { shown, more: () => setShown((count) => count + step * 5) };
}

export interface ShowMoreProps {
  shown: number;
  total: number;
  /** Plural of what is listed: "lines". */
  noun: string;
  onMore: () => void;
}

export function ShowMore({ shown, total, noun, onMore }: ShowMoreProps) {
  if (shown >= total) return null;
  return (
    <div className="flex items-center justify-between gap-3 border-t border-line px-3 py-2 text-xs text-muted">
      <span>
        {shown.toLocaleString('en')} of {total.toLocaleString('en')} {noun} shown
      </span>
      <Button size="sm" onClick={onMore}>
        Show more
      </Button>
    </div>
  );
}
