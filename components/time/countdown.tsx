'use client';

import { clsx } from 'clsx';
import { Hourglass } from 'lucide-react';
import { useEffect } from 'react';
import { useAnnounce } from '@/components/ui/announcer';
import { useClock } from './clock';
import { countdownClock, utcFull } from './format-time';

/** True once the server's time has passed the instant. */
export function useIsOver(expiresAt: string): boolean {
  const end = new Date(expiresAt).getTime();
  return useClock((now) => now >= end);
}

export interface CountdownProps {
  /** The server's word on when it ends; RFC 3339. */
  expiresAt: string;
  /** Shown once it is over; the server decides what that means. */
  over?: string | undefined;
  /** Under this many ms it turns urgent, and says so once to screen readers; 60 s unless said. */
  urgentMs?: number | undefined;
  /** What is running out, for screen readers: "Time to decide". */
  label?: string | undefined;
  bare?: boolean | undefined;
  className?: string | undefined;
}

export function Countdown({
  expiresAt,
  over = 'Time is up',
  urgentMs = 60_000,
  label = 'Time left',
  bare = false,
  className,
}: CountdownProps) {
  const end = new Date(expiresAt).getTime();
  const text = useClock((now) => (now >= end ? over : countdownClock(end - now)));
  const isUrgent = useClock((now) => end - now < urgentMs && now < end);
  const announce = useAnnounce();
  useEffect(() => {
    if (isUrgent) announce(`${label}: under ${Math.round(urgentMs / 1000)} seconds`);
  }, [isUrgent, label, urgentMs, announce]);
  return (
    <span
      role="timer"
      aria-label={`${label}: ${text}`}
      title={`until ${utcFull(expiresAt)}`}
      className={clsx(
        'inline-flex items-center gap-1 font-medium whitespace-nowrap',
        isUrgent ? 'text-bad' : 'text-ink',
        className,
      )}
    >
      {!bare && <Hourglass aria-hidden size={13} className="shrink-0" />}
      {text}
    </span>
  );
}
