import { clsx } from 'clsx';
import { layTrack, sayTrack, type PartState, type TrackInput } from './stage-track-layout';

export interface StageTrackProps extends TrackInput {
  /** `sm` is a glance in a row; `md` carries words beneath. */
  size?: 'sm' | 'md' | undefined;
  className?: string | undefined;
}

const bars: Record<PartState, string> = {
  done: 'bg-good-fill',
  current: 'bg-running-fill animate-pulse-dot',
  waiting: 'bg-waiting-fill',
  broken: 'bg-bad-fill',
  ahead: 'bg-line-strong',
};

const gates: Record<PartState, string> = {
  done: 'bg-good-fill border-good-fill',
  current: 'bg-running-fill border-running-fill',
  waiting: 'bg-waiting-fill border-waiting-fill ring-3 ring-waiting-line',
  broken: 'bg-bad-fill border-bad-fill',
  ahead: 'bg-surface border-control',
};

const words: Record<PartState, string> = {
  done: 'text-muted',
  current: 'text-running font-medium',
  waiting: 'text-waiting font-medium',
  broken: 'text-bad font-medium',
  ahead: 'text-faint',
};

/** The run as a small track: bars are stages, diamonds the stop points on it. */
export function StageTrack({ size = 'sm', className, ...input }: StageTrackProps) {
  const parts = layTrack(input);
  const sentence = sayTrack(parts);
  if (size === 'sm')
    return (
      <span
        title={sentence}
        className={clsx('inline-flex h-4 w-24 items-center gap-1.5 align-middle', className)}
      >
        <span className="sr-only">{sentence}</span>
        {parts.map((part) => (
          <Part key={part.key} type={part.type} state={part.state} />
        ))}
      </span>
    );
  return (
    <ol aria-label={`Stages. ${sentence}`} className={clsx('flex w-full items-start', className)}>
      {parts.map((part) => (
        <li
          key={part.key}
          aria-current={part.state === 'current' || part.state === 'waiting' ? 'step' : undefined}
          className={clsx('min-w-0', part.type === 'stage' ? 'flex-1' : 'flex-none')}
        >
          <span className="flex h-4 items-center px-1">
            <Part type={part.type} state={part.state} />
          </span>
          <span
            className={clsx(
              'block px-1 text-xs',
              words[part.state],
              part.type === 'stop' ? 'sr-only' : 'truncate max-sm:sr-only',
            )}
          >
            {part.word}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Part({ type, state }: { type: 'stage' | 'stop'; state: PartState }) {
  return type === 'stage' ? (
    <span aria-hidden className={clsx('h-1 min-w-2 flex-1 rounded-full', bars[state])} />
  ) : (
    <span
      aria-hidden
      className={clsx('size-2 shrink-0 rotate-45 rounded-[1px] border', gates[state])}
    />
  );
}
