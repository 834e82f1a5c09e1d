'use client';

import { Rows3, X } from 'lucide-react';
import type { RunFacts } from '@/components/incident/run-facts';
import { Button } from '@/components/ui/button';
import { ScrollArea } from '@/components/ui/scroll-area';
import { ClaimsBoard } from './claims-board';

export interface ClaimsViewProps {
  facts: RunFacts;
  onClose: () => void;
}

/** The claims of a run in place of its timeline. A chunk of its own: it is loaded when asked for. */
export default function ClaimsView({ facts, onClose }: ClaimsViewProps) {
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-1.5">
        <h2 className="flex items-center gap-1.5 text-sm font-semibold">
          <Rows3 aria-hidden size={14} />
          Hypotheses side by side
        </h2>
        <Button size="sm" variant="ghost" icon={<X aria-hidden size={14} />} onClick={onClose}>
          Back to the timeline
        </Button>
      </div>
      <ScrollArea label="Hypotheses side by side" className="min-h-0 flex-1">
        <ClaimsBoard facts={facts} />
      </ScrollArea>
    </>
  );
}
