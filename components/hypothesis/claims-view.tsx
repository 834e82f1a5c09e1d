'use client';

import { Rows3, Spline, X } from 'lucide-react';
import type { RunFacts } from '@/components/incident/run-facts';
import { Button } from '@/components/ui/button';
import { ScrollArea } from '@/components/ui/scroll-area';
import { ClaimsBoard } from './claims-board';
import { ClaimsGraph } from './claims-graph';

type View = 'board' | 'graph';

export interface ClaimsViewProps {
  facts: RunFacts;
  view: View;
  onView: (view: View | null) => void;
}

const VIEWS = [
  { value: 'board', label: 'Side by side', icon: Rows3 },
  { value: 'graph', label: 'Graph', icon: Spline },
] as const;

/** The claims of a run in place of its timeline. A chunk of its own: it is loaded when asked for. */
export default function ClaimsView({ facts, view, onView }: ClaimsViewProps) {
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-1.5">
        <h2 className="sr-only">Hypotheses</h2>
        <div role="group" aria-label="How to show the hypotheses" className="flex gap-1">
          {VIEWS.map(({ value, label, icon: Icon }) => (
            <Button
              key={value}
              size="sm"
              variant={view === value ? 'secondary' : 'ghost'}
              aria-pressed={view === value}
              icon={<Icon aria-hidden size={14} />}
              onClick={() => onView(value)}
            >
              {label}
            </Button>
          ))}
        </div>
        <Button
          size="sm"
          variant="ghost"
          icon={<X aria-hidden size={14} />}
          onClick={() => onView(null)}
        >
          Back to the timeline
        </Button>
      </div>
      <ScrollArea label="Hypotheses of the run" className="min-h-0 flex-1">
        {view === 'graph' ? <ClaimsGraph facts={facts} /> : <ClaimsBoard facts={facts} />}
      </ScrollArea>
    </>
  );
}
