'use client';

import { clsx } from 'clsx';
import { Hourglass, Snowflake } from 'lucide-react';
import { askOf, leadingRun, percentOf, whoseOf } from '@/components/floor/floor-rows';
import { useFrozen } from '@/components/freeze/freezes';
import { VisibleText } from '@/components/text/visible-text';
import { useClock } from '@/components/time/clock';
import { countdownClock } from '@/components/time/format-time';
import { Elapsed } from '@/components/time/relative-time';
import { layTrack, sayTrack, type PartState } from '@/components/ui/stage-track-layout';
import { stateFace } from '@/components/ui/states';
import { toneSolid, toneText } from '@/components/ui/tone';
import type { FloorItem } from '@/lib/incidents/views';
import type { FloorInvestigation, WaitingItem } from '@/lib/investigations/views';
import { wallWait } from './wall-pages';

/** One incident as it is read from across a room: how grave, what, what waits, how far. */
export function WallRow({ item }: { item: FloorItem }) {
  const run = leadingRun(item.investigations);
  const { wait, others } = wallWait(item);
  return (
    <li
      className={clsx(
        // What is said and not seen stands at its place in a line that is cut: it must not widen the page.
        'relative grid min-h-0 content-center items-center gap-x-[1em] gap-y-[0.2em] overflow-clip border-t border-line px-[1em] py-[0.4em]',
        'grid-cols-[auto_minmax(0,1fr)] landscape:sm:grid-cols-[6.4em_minmax(0,1fr)_18.5em_9.5em]',
      )}
    >
      <Grave item={item} />
      <div className="min-w-0">
        <p className="line-clamp-2 text-[1.1em] leading-[1.2] font-semibold text-ink sm:line-clamp-1">
          <VisibleText text={item.title} />
        </p>
        <p className="truncate text-[0.78em] text-muted">
          <span className="text-ink">
            <VisibleText text={item.service} />
          </span>
          {item.environment !== 'production' && (
            <>
              {' '}
              in <VisibleText text={item.environment} />
            </>
          )}
          {' · '}
          {item.commanderName === null ? (
            'nobody commands'
          ) : (
            <VisibleText text={item.commanderName} />
          )}
          {' · '}
          <Claim run={run} />
        </p>
      </div>
      <div className="min-w-0 max-sm:col-span-2 portrait:col-span-2">
        {wait ? (
          <Wait wait={wait} others={others} />
        ) : (
          <p className="text-[0.85em] text-faint">Waits on nobody</p>
        )}
      </div>
      <Stage item={item} run={run} />
    </li>
  );
}

function Grave({ item: { severity, startedAt } }: { item: FloorItem }) {
  const { icon: Icon, tone, word } = stateFace('severity', severity);
  return (
    <span className="flex flex-col items-start gap-[0.15em]">
      <span
        className={clsx(
          'inline-flex items-center gap-[0.35em] rounded-[0.3em] px-[0.45em] py-[0.1em] font-semibold whitespace-nowrap',
          toneSolid[tone],
        )}
      >
        <Icon aria-hidden className="size-[0.95em]" />
        {word}
      </span>
      <span className="text-[0.72em] whitespace-nowrap text-muted tabular-nums">
        for <Elapsed since={startedAt} />
      </span>
    </span>
  );
}

function Claim({ run }: { run: FloorInvestigation | undefined }) {
  if (!run) return 'no agent on it yet';
  if (!run.leader) return 'no cause claimed yet';
  const { statement, confidence, status } = run.leader;
  const estimate = percentOf(confidence);
  return (
    <>
      {status === 'committed' ? 'settled on ' : ''}
      <VisibleText text={statement} />
      {estimate && `, agent’s estimate ${estimate}`}
    </>
  );
}

/** What waits on people and since when; the time that is left where it runs out. */
function Wait({ wait, others }: { wait: WaitingItem; others: number }) {
  const end = wait.expiresAt === null ? undefined : Date.parse(wait.expiresAt);
  const left = useClock((now) => {
    if (end === undefined) return '';
    return now >= end ? 'time is up' : `${countdownClock(end - now)} left`;
  });
  return (
    <div className="flex items-center gap-[0.6em] rounded-[0.35em] bg-waiting-solid px-[0.6em] py-[0.3em] text-on-waiting">
      <Hourglass aria-hidden className="size-[1.1em] shrink-0" />
      <p className="min-w-0 flex-1 leading-[1.25]">
        <span className="flex justify-between gap-[0.6em] font-semibold">
          <span className="truncate">{askOf(wait)}</span>
          <Elapsed since={wait.since} className="shrink-0 whitespace-nowrap tabular-nums" />
        </span>
        <span className="block truncate text-[0.75em] tabular-nums">
          {[whoseOf(wait), left, others > 0 && `${others} more`].filter(Boolean).join(' · ')}
        </span>
      </p>
    </div>
  );
}

const bars: Record<PartState, string> = {
  done: 'bg-good-fill',
  current: 'bg-running-fill',
  waiting: 'bg-waiting-fill',
  broken: 'bg-bad-fill',
  ahead: 'bg-line-strong',
};

/** The stages as bars and the stop points between them as diamonds, with the word for where it is. */
function Stage({ item, run }: { item: FloorItem; run: FloorInvestigation | undefined }) {
  const isFrozen = useFrozen(item.service) !== undefined;
  if (!run) return <span className="max-sm:hidden portrait:hidden" />;
  const stop = item.waiting.find(
    ({ kind, investigationId }) => kind === 'checkpoint' && investigationId === run.id,
  )?.stage;
  const parts = layTrack({ stage: run.stage, status: run.status, stopPoint: stop ?? undefined });
  const {
    icon: Icon,
    tone,
    word,
  } = isFrozen
    ? { icon: Snowflake, tone: 'waiting' as const, word: 'Frozen' }
    : stateFace('investigation', run.status);
  return (
    <div className="min-w-0 max-sm:col-span-2 portrait:col-span-2 portrait:flex portrait:items-center portrait:gap-[1em]">
      <p className="flex h-[0.9em] min-w-[9em] items-center gap-[0.3em]">
        <span className="sr-only">{sayTrack(parts)}.</span>
        {parts.map(({ key, type, state }) => (
          <span
            key={key}
            aria-hidden
            className={clsx(
              type === 'stage'
                ? 'h-[0.26em] min-w-[1em] flex-1 rounded-full'
                : 'size-[0.52em] shrink-0 rotate-45',
              bars[state],
            )}
          />
        ))}
      </p>
      <p
        className={clsx(
          'flex min-w-0 flex-wrap items-center gap-x-[0.35em] text-[0.78em] leading-[1.2] font-medium',
          toneText[tone],
        )}
      >
        <Icon aria-hidden className="size-[1em] shrink-0" />
        <span>{word}</span>
        {run.drift && run.drift.level !== 'on-track' && (
          <span className="text-drift">· {stateFace('drift', run.drift.level).word}</span>
        )}
      </p>
    </div>
  );
}
