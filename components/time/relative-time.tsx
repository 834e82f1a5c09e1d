'use client';

import { Tooltip } from '@/components/ui/tooltip';
import { useClock } from './clock';
import { durationWords, relativeWords, shortAge, utcFull, utcTime } from './format-time';

export interface RelativeTimeProps {
  /** RFC 3339. */
  at: string;
  /** `words` "4 min ago", `short` "4 min", `clock` the UTC time of day. */
  look?: 'words' | 'short' | 'clock' | undefined;
  /**
   * Takes focus and then shows UTC in a tooltip. Off in rows: the row has the focus there, and
   * the full instant stands in the title.
   */
  focusable?: boolean | undefined;
  className?: string | undefined;
}

const takesFocus = { tabIndex: 0 };

/** An instant relative to now, in UTC on hover and on focus. */
export function RelativeTime({
  at,
  look = 'words',
  focusable = false,
  className,
}: RelativeTimeProps) {
  const instant = new Date(at).getTime();
  const text = useClock((now) => {
    if (look === 'clock' || Number.isNaN(instant)) return utcTime(at);
    return look === 'short' ? shortAge(now - instant) : relativeWords(now - instant);
  });
  const full = utcFull(at);
  if (!focusable)
    return (
      <time dateTime={at} title={full} className={className}>
        {text}
      </time>
    );
  return (
    <Tooltip content={full}>
      <time dateTime={at} className={className} {...takesFocus}>
        {text}
        <span className="sr-only">, {full}</span>
      </time>
    </Tooltip>
  );
}

export interface DurationProps {
  ms: number;
  className?: string | undefined;
}

export function Duration({ ms, className }: DurationProps) {
  return <span className={className}>{durationWords(ms)}</span>;
}

/** How long it has been going on, ticking: "4 min 12 s". */
export function Elapsed({ since, className }: { since: string; className?: string | undefined }) {
  const start = new Date(since).getTime();
  const text = useClock((now) => durationWords(Math.floor(Math.max(0, now - start) / 1000) * 1000));
  return (
    <time dateTime={since} title={`since ${utcFull(since)}`} className={className}>
      {text}
    </time>
  );
}
