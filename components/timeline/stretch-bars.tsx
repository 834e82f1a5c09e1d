import { ProblemNotice } from '@/components/incident/problem-notice';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { lastSeq, type RoomRun } from '@/lib/live/room-state';
import type { Stretch } from './use-stretch';

interface StretchBarProps {
  run: RoomRun;
  stretch: Stretch;
}

const look =
  'flex flex-wrap items-center gap-2 border-line bg-sunken px-3 py-1 text-xs text-muted tabular-nums';

/** How much came before what is in view, which scrolling brings, and the way to the beginning. */
export function EarlierBar({ run, stretch }: StretchBarProps) {
  const first = run.events[0]?.seq ?? lastSeq(run) + 1;
  return (
    <div className={`${look} border-b`}>
      {stretch.isLoading && <Spinner size={12} />}
      <span>{(first - 1).toLocaleString('en')} earlier events</span>
      <Button size="sm" variant="ghost" onClick={stretch.toBeginning}>
        Go to the beginning
      </Button>
      <ProblemNotice problem={stretch.problem} />
    </div>
  );
}

/** How much came after it, and the way to the newest. */
export function LaterBar({ run, stretch }: StretchBarProps) {
  const last = run.events.at(-1)?.seq ?? 0;
  return (
    <div className={`${look} border-t`}>
      <span>{(lastSeq(run) - last).toLocaleString('en')} later events</span>
      <Button size="sm" variant="ghost" onClick={stretch.toNewest}>
        Go to the newest
      </Button>
    </div>
  );
}
