import { clsx } from 'clsx';
import type { CSSProperties, ReactNode } from 'react';

export interface TimelineRowProps {
  /** Left to right: time · lane · glyph · claim · links · duration. As high as `density.css` says. */
  time: ReactNode;
  lane?: ReactNode;
  /** 0 to 5: which lane's mark to draw beside its name. */
  laneIndex?: number | undefined;
  glyph: ReactNode;
  claim: ReactNode;
  links?: ReactNode;
  duration?: ReactNode;
  /** Depth in the tree, from 0. */
  depth?: number | undefined;
  selected?: boolean | undefined;
  /** Refuted, superseded: dim, and stays. */
  dim?: boolean | undefined;
  onSelect?: (() => void) | undefined;
  style?: CSSProperties | undefined;
  className?: string | undefined;
}

const laneMarks = [
  'bg-chart-1',
  'bg-chart-2',
  'bg-chart-3',
  'bg-chart-4',
  'bg-chart-5',
  'bg-chart-6',
];

/**
 * The shell of a row: geometry and looks. Roles, tabindex and keys belong to the list it stands
 * in, which knows whether it is a tree. Narrow screens drop the lane's name and the duration.
 */
export function TimelineRow({
  time,
  lane,
  laneIndex = 0,
  glyph,
  claim,
  links,
  duration,
  depth = 0,
  selected = false,
  dim = false,
  onSelect,
  style,
  className,
}: TimelineRowProps) {
  return (
    // The list it stands in is the keyboard's way to it; see above.
    <div
      data-selected={selected || undefined}
      {...(onSelect ? { onClick: onSelect } : {})}
      style={style}
      className={clsx(
        'flex h-(--row) w-full min-w-0 items-center gap-2 px-3 text-sm',
        selected ? 'bg-running-tint shadow-[inset_2px_0_0_var(--running-fill)]' : 'hover:bg-hover',
        onSelect && 'cursor-pointer',
        className,
      )}
    >
      <span className="w-[4.25rem] shrink-0 text-xs text-faint">{time}</span>
      {lane !== undefined && (
        <span className="flex w-5 shrink-0 items-center gap-1.5 text-xs text-muted @md:w-24">
          <span
            aria-hidden
            className={clsx(
              'h-3.5 w-1 shrink-0 rounded-full',
              laneMarks[laneIndex % laneMarks.length],
            )}
          />
          <span className="hidden min-w-0 truncate @md:block">{lane}</span>
        </span>
      )}
      <span
        className="flex w-4 shrink-0 justify-center"
        style={{ marginLeft: `${depth * 0.875}rem` }}
      >
        {glyph}
      </span>
      <span
        className={clsx('min-w-0 flex-1 truncate', dim ? 'text-faint line-through' : 'text-ink')}
      >
        {claim}
      </span>
      {links && <span className="flex shrink-0 items-center gap-1">{links}</span>}
      {duration !== undefined && (
        <span className="hidden w-14 shrink-0 text-right text-xs text-faint @sm:block">
          {duration}
        </span>
      )}
    </div>
  );
}
