'use client';

import { clsx } from 'clsx';
import { ChevronLeft } from 'lucide-react';
import dynamic from 'next/dynamic';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState, type ReactNode } from 'react';
import { HypothesisBoard } from '@/components/hypothesis/hypothesis-board';
import { Timeline } from '@/components/timeline/timeline';
import { RunView } from '@/components/inspector/run-view';
import { Button } from '@/components/ui/button';
import { ScrollArea } from '@/components/ui/scroll-area';
import { Loading } from '@/components/ui/skeleton';
import { Awaits } from './awaits';
import { OverviewStrip } from './overview-strip';
import { useRoomCommands } from './room-commands';
import { useRoom, useRoomHands } from './room-context';
import { PlainButton } from '@/components/ui/plain-button';
import { late } from '@/components/ui/late';
import { nothing } from '@/components/ui/nothing';

const Inspector = late(
  () => import('@/components/inspector/inspector'),
  () => <Loading label="Loading the inspector" />,
);

const ClaimsView = late(
  () => import('@/components/hypothesis/claims-view'),
  () => <Loading label="Loading the board" />,
);
const ChangesView = late(
  () => import('@/components/changes/changes-view'),
  () => <Loading label="Comparing the two moments" />,
);
/** Only where no agent has begun. */
const IncidentView = dynamic(() => import('@/components/inspector/incident-view'), {
  loading: nothing,
});
const NoRun = dynamic(() => import('./no-run'), { loading: nothing });

type Pane = 'claims' | 'timeline' | 'inspector';

const PANES: { value: Pane; label: string }[] = [
  { value: 'claims', label: 'Hypotheses' },
  { value: 'timeline', label: 'Timeline' },
  { value: 'inspector', label: 'Inspector' },
];

const paneLook =
  'order-4 min-w-0 flex-col overflow-hidden border-line bg-surface max-lg:rounded-b-lg max-lg:border max-lg:border-t-0 lg:order-none';
/** One at a time, each as high as most of the screen, so that the page can still be scrolled by. */
const shownAlone = 'flex h-[75dvh] min-h-96 lg:h-auto lg:min-h-0';
const hiddenAlone = 'hidden lg:flex lg:min-h-0';

/**
 * On a wide screen hypotheses and timeline stand beneath the run's strip, and the inspector
 * beneath what waits. On a narrow one all of it is a single column: what waits, the strip, and
 * one of the three at a time; what is selected is then shown at once, with the way back.
 */
export function RoomPanes() {
  const { facts, present, state } = useRoom();
  const { selected, select, since } = useRoomHands();
  const [pane, setPane] = useState<Pane>(selected ? 'inspector' : 'timeline');
  const [shownFor, setShownFor] = useState(selected);
  const [comparedTo, setComparedTo] = useState(since);
  if (since !== comparedTo) {
    setComparedTo(since);
    if (since !== null) setPane('timeline');
  }
  if (selected !== shownFor) {
    setShownFor(selected);
    if (selected) setPane('inspector');
  }
  // What stands where the timeline does, in the URL like all that is shared by a link.
  const [view, setView] = useQueryState('view', parseAsStringLiteral(['board', 'graph']));
  const show = (next: typeof view) => {
    setView(next);
    setPane('timeline');
  };
  useRoomCommands({ view, onView: show });
  const look = (name: Pane, more: string) =>
    clsx(paneLook, pane === name ? shownAlone : hiddenAlone, more);
  return (
    <div className="flex flex-col gap-3 max-lg:gap-y-0 lg:grid lg:min-h-0 lg:flex-1 lg:grid-cols-[minmax(0,1fr)_21rem] xl:grid-cols-[minmax(0,1fr)_25rem] 2xl:grid-cols-[minmax(0,1fr)_28rem]">
      <div className="contents lg:flex lg:min-h-0 lg:flex-col lg:gap-3">
        {present && (
          <div className="order-2 min-w-0 shrink-0 max-lg:mb-3 lg:order-none">
            <OverviewStrip facts={present} cursor={state.asOf?.at} />
          </div>
        )}
        <PaneChoice
          pane={pane}
          middle={since !== null ? 'Changes' : view ? 'Compare' : 'Timeline'}
          onPane={setPane}
        />
        <div
          className={clsx(
            'contents min-h-0 flex-1 lg:grid lg:divide-x lg:divide-line lg:overflow-hidden lg:rounded-lg lg:border lg:border-line',
            (!view || since !== null) &&
              'lg:grid-cols-[16rem_minmax(0,1fr)] 2xl:grid-cols-[20rem_minmax(0,1fr)]',
          )}
        >
          <section
            aria-label="Hypotheses"
            className={look('claims', view && since === null ? 'lg:hidden' : '')}
          >
            <ScrollArea label="Hypotheses" className="min-h-0 flex-1 scroll-pt-11">
              <div className="sticky top-0 z-10 flex items-center justify-between border-b border-line bg-surface px-3 py-1.5">
                <h2 className="text-sm font-semibold">Hypotheses</h2>
                {facts && (
                  <Button size="sm" variant="ghost" onClick={() => show('board')}>
                    Compare
                  </Button>
                )}
              </div>
              {facts ? (
                <HypothesisBoard facts={facts} />
              ) : (
                <NoRun isMerged={state.incident.mergedInto !== null} />
              )}
            </ScrollArea>
          </section>
          <section
            aria-label={
              since !== null ? 'What changed' : view ? 'Hypotheses side by side' : 'Timeline'
            }
            className={look('timeline', '')}
          >
            {since !== null ? (
              <ChangesView />
            ) : view && facts ? (
              <ClaimsView facts={facts} view={view} onView={setView} />
            ) : (
              <>
                <h2 className="sr-only">Timeline</h2>
                <Timeline />
              </>
            )}
          </section>
        </div>
      </div>
      <div className="contents lg:relative lg:flex lg:min-h-0 lg:flex-col lg:gap-3 lg:scroll-pb-24 lg:overflow-y-auto">
        {facts && <Awaits facts={facts} />}
        <section
          aria-label="Inspector"
          className={look('inspector', 'lg:min-h-80 lg:flex-1 lg:rounded-lg lg:border')}
        >
          <ScrollArea label="Inspector" className="min-h-0 flex-1">
            <h2 className="sr-only">Inspector</h2>
            {selected && (
              <Back
                onBack={() => {
                  select(null);
                  setPane('timeline');
                }}
              >
                {since === null ? 'Back to the timeline' : 'Back to what changed'}
              </Back>
            )}
            {selected ? <Inspector /> : facts ? <RunView facts={facts} /> : <IncidentView />}
          </ScrollArea>
        </section>
      </div>
    </div>
  );
}

interface PaneChoiceProps {
  pane: Pane;
  /** What stands in the middle. */
  middle: string;
  onPane: (pane: Pane) => void;
}

function PaneChoice({ pane, middle, onPane }: PaneChoiceProps) {
  return (
    <div
      role="group"
      aria-label="What to show"
      className="order-3 flex gap-1 rounded-t-lg border border-line bg-surface px-2 lg:hidden"
    >
      {PANES.map(({ value, label }) => (
        <PlainButton
          key={value}
          aria-pressed={pane === value}
          onClick={() => onPane(value)}
          className="focus-inset -mb-px h-9 border-b-2 border-transparent px-2 text-sm font-medium text-muted hover:text-ink aria-pressed:border-ink aria-pressed:text-ink pointer-coarse:h-11"
        >
          {value === 'timeline' ? middle : label}
        </PlainButton>
      ))}
    </div>
  );
}

function Back({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  return (
    <div className="px-2 pt-2 lg:hidden">
      <Button
        size="sm"
        variant="ghost"
        icon={<ChevronLeft aria-hidden size={14} />}
        onClick={onBack}
      >
        {children}
      </Button>
    </div>
  );
}
