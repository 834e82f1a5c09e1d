import { clsx } from 'clsx';
import { revealedText } from '@/lib/text/visible';
import type { StripLane } from './strip-lanes';

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** A lane each, its name before it; what does not fit is said in full by the tooltip and the list. */
export function StripLaneRows({ lanes }: { lanes: StripLane[] }) {
  return (
    <ul aria-label="Who did something when" className="m-0 mt-2 list-none p-0">
      {lanes.map((lane) => (
        <li key={lane.id} className="relative h-4">
          <span
            data-tip={revealedText(lane.label)}
            data-tip-side="right"
            className={clsx(
              'absolute right-full mr-2 w-[calc(var(--strip-left)-0.5rem)] truncate text-right text-2xs text-muted',
            )}
          >
            {revealedText(lane.label)}
          </span>
          {lane.bars.map(({ from, to, weight }, place) => (
            <span
              key={place}
              aria-hidden
              className={clsx(
                'absolute inset-y-[3px] rounded-[1px]',
                lane.id === 'people' ? 'bg-waiting-fill' : 'bg-running-fill',
              )}
              style={{
                left: percent(from),
                width: percent(Math.max(0.001, to - from)),
                opacity: 0.2 + 0.8 * weight,
              }}
            />
          ))}
        </li>
      ))}
    </ul>
  );
}
