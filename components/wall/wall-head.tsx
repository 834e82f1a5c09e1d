'use client';

import { clsx } from 'clsx';
import { EyeOff, Snowflake } from 'lucide-react';
import { useFreezes } from '@/components/freeze/freezes';
import type { LiveStatus } from '@/components/shell/live-status';
import { useClock } from '@/components/time/clock';
import { durationWords, utcTime } from '@/components/time/format-time';
import { stateFace } from '@/components/ui/states';
import { toneText } from '@/components/ui/tone';

export interface WallHeadProps {
  /** How many, and how many of them wait. */
  says: string;
  live: LiveStatus;
  isStale: boolean;
}

/** What a wall is read by first: is it true now, and how much is there. */
export function WallHead({ says, live, isStale }: WallHeadProps) {
  const clock = useClock((now) => utcTime(now));
  const { active } = useFreezes();
  const { icon: Icon, tone, word } = stateFace('connection', isStale ? 'stale' : live.state);
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-[1.2em] gap-y-[0.2em] px-[1em] py-[0.5em]">
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-[0.8em]">
        <h1 className="text-[1.2em] font-semibold">Floor</h1>
        <p className="text-[0.95em] text-muted">{says}</p>
        {active.length > 0 && (
          <p className="flex items-center gap-[0.35em] text-[0.95em] font-semibold text-waiting">
            <Snowflake aria-hidden className="size-[1em]" />
            {active.some(({ service }) => service === '*')
              ? 'Everything is frozen'
              : `${active.length} frozen`}
          </p>
        )}
      </div>
      <div className="flex items-center gap-[1em]">
        <p className={clsx('flex items-center gap-[0.35em] font-semibold', toneText[tone])}>
          <Icon aria-hidden className="size-[1.1em]" />
          <span className="sr-only">Connection: </span>
          {word}
        </p>
        <p className="text-[1.2em] font-semibold tabular-nums">
          {clock} <span className="text-[0.6em] font-medium text-muted">UTC</span>
        </p>
      </div>
    </header>
  );
}

/** Nobody may take an old wall for the present: it says so across the whole of it. */
export function StaleBand({ ms }: { ms: number }) {
  return (
    <div
      role="alert"
      className="flex items-center gap-[0.6em] bg-bad-solid px-[1em] py-[0.5em] text-[1.25em] font-semibold text-on-solid"
    >
      <EyeOff aria-hidden className="size-[1.2em] shrink-0" />
      <p>
        Not live. What you see is {durationWords(Math.floor(ms / 1000) * 1000)} old, and may be
        over.
      </p>
    </div>
  );
}
