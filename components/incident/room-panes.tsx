'use client';

import { ChevronLeft } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import { HypothesisBoard } from '@/components/hypothesis/hypothesis-board';
import { Timeline } from '@/components/timeline/timeline';
import { Button } from '@/components/ui/button';
import { ScrollArea } from '@/components/ui/scroll-area';
import { Loading } from '@/components/ui/skeleton';
import { NoRun } from './no-run';
import { useRoom } from './room-context';

const Inspector = dynamic(() => import('@/components/inspector/inspector'), {
  ssr: false,
  loading: () => <Loading label="Loading the inspector" />,
});

type Pane = 'claims' | 'timeline' | 'inspector';

const PANES: { value: Pane; label: string }[] = [
  { value: 'claims', label: 'Hypotheses' },
  { value: 'timeline', label: 'Timeline' },
  { value: 'inspector', label: 'Inspector' },
];

/**
 * Hypotheses, timeline and inspector: side by side where there is room, one at a time where there
 * is not. What is selected is then shown at once, with the way back.
 */
export function RoomPanes() {
  const { facts, selected, select } = useRoom();
  const [pane, setPane] = useState<Pane>(selected ? 'inspector' : 'timeline');
  const [shownFor, setShownFor] = useState(selected);
  if (selected !== shownFor) {
    setShownFor(selected);
    if (selected) setPane('inspector');
  }
  const frame = (name: Pane, label: string, children: ReactNode) => (
    <section
      aria-label={label}
      data-pane={name}
      className={
        pane === name
          ? 'flex h-[75dvh] min-h-96 min-w-0 flex-col lg:h-auto lg:min-h-0'
          : 'hidden min-w-0 flex-col lg:flex lg:min-h-0'
      }
    >
      {children}
    </section>
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border border-line bg-surface">
      <div
        role="group"
        aria-label="What to show"
        className="flex gap-1 border-b border-line px-2 lg:hidden"
      >
        {PANES.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            aria-pressed={pane === value}
            onClick={() => setPane(value)}
            className="focus-inset -mb-px h-9 border-b-2 border-transparent px-2 text-sm font-medium text-muted hover:text-ink aria-pressed:border-ink aria-pressed:text-ink pointer-coarse:h-11"
          >
            {label}
          </button>
        ))}
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-1 lg:grid-cols-[17rem_minmax(0,1fr)_22rem] lg:divide-x lg:divide-line xl:grid-cols-[20rem_minmax(0,1fr)_26rem]">
        {frame(
          'claims',
          'Hypotheses',
          <ScrollArea label="Hypotheses" className="min-h-0 flex-1">
            <h2 className="sticky top-0 z-10 hidden border-b border-line bg-surface px-3 py-2 text-sm font-semibold lg:block">
              Hypotheses
            </h2>
            {facts ? <HypothesisBoard facts={facts} /> : <NoRun />}
          </ScrollArea>,
        )}
        {frame(
          'timeline',
          'Timeline',
          <>
            <h2 className="sr-only">Timeline</h2>
            <Timeline />
          </>,
        )}
        {frame(
          'inspector',
          'Inspector',
          <ScrollArea label="Inspector" className="min-h-0 flex-1">
            <h2 className="sr-only">Inspector</h2>
            {selected && (
              <div className="px-2 pt-2 lg:hidden">
                <Button
                  size="sm"
                  variant="ghost"
                  icon={<ChevronLeft aria-hidden size={14} />}
                  onClick={() => {
                    select(null);
                    setPane('timeline');
                  }}
                >
                  Back to the timeline
                </Button>
              </div>
            )}
            <Inspector />
          </ScrollArea>,
        )}
      </div>
    </div>
  );
}
