import { clsx } from 'clsx';
import { lineLook } from '@/components/chart/chart-colors';
import { Swatch } from '@/components/chart/swatch';
import { VisibleText } from '@/components/text/visible-text';
import { PlainButton } from '@/components/ui/plain-button';
import type { OverviewLine } from './overview-marks';
import { useRoom, useRoomHands } from './room-context';

/** Which line of the strip is which claim; each leads to it. */
export function StripLegend({ lines }: { lines: OverviewLine[] }) {
  const { select } = useRoomHands();
  const { state, facts } = useRoom();
  // Looking back, a claim of later has no name yet, and none is refuted before it was.
  const then = state.asOf ? new Map(facts?.hypotheses.map((row) => [row.id, row])) : undefined;
  return (
    <ul aria-label="Lines" className="hidden min-w-0 flex-1 gap-1 overflow-hidden md:flex">
      {lines.map((line, index) => (
        <li key={line.id} className={clsx('min-w-0', then && !then.has(line.id) && 'hidden')}>
          <PlainButton
            onClick={() => select(`hyp:${line.id}`)}
            className="focus-inset flex min-h-6 w-full min-w-0 items-center gap-1.5 rounded-sm px-1 text-ink hover:bg-hover"
          >
            <Swatch {...lineLook(index)} />
            <span
              className={clsx(
                'truncate',
                (then?.get(line.id) ?? line).status === 'refuted' && 'line-through',
              )}
            >
              <VisibleText text={line.statement} />
            </span>
          </PlainButton>
        </li>
      ))}
    </ul>
  );
}
