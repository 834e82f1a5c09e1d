'use client';

import { clsx } from 'clsx';
import { useClock } from '@/components/time/clock';
import { shortAge } from '@/components/time/format-time';
import { stateFace } from '@/components/ui/states';
import { toneText } from '@/components/ui/tone';
import type { LiveStatus } from './live-status';
import { STALE_MS } from './reach';

export interface LiveIndicatorProps {
  status: LiveStatus;
  /** Word beneath the glyph, for the rail; beside it otherwise. */
  stacked?: boolean | undefined;
}

/** Whether what is shown is live, and if not, how old it is. */
export function LiveIndicator({ status, stacked = false }: LiveIndicatorProps) {
  const { state, lastAt } = status;
  const age = useClock((now) => {
    if (lastAt === undefined) return '';
    const isQuiet = now - lastAt > STALE_MS;
    return state === 'live' && !isQuiet ? '' : shortAge(now - lastAt);
  });
  const face = stateFace('connection', state === 'live' && age !== '' ? 'stale' : state);
  const Icon = face.icon;
  const word = age === '' ? face.word : `${face.word} ${age}`;
  return (
    <span
      title={`The live connection: ${word}`}
      className={clsx(
        'inline-flex items-center gap-1 text-2xs font-medium',
        stacked && 'flex-col text-center',
        toneText[face.tone],
      )}
    >
      <Icon aria-hidden size={14} className={clsx('shrink-0', face.live && 'animate-pulse-dot')} />
      <span className="sr-only">Connection: </span>
      {stacked ? (
        <span>
          {face.word}
          {age && <span className="block">{age}</span>}
        </span>
      ) : (
        word
      )}
    </span>
  );
}
