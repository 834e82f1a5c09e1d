'use client';

import { clsx } from 'clsx';
import { useClock } from '@/components/time/clock';
import { shortAge } from '@/components/time/format-time';
import { stateFace } from '@/components/ui/states';
import { toneText } from '@/components/ui/tone';
import type { LiveStatus } from './live-status';
import type { Reach } from './reach';

export interface LiveIndicatorProps {
  status: LiveStatus;
  /** Whether what is shown can be taken for the present, which is more than how the line stands. */
  reach: Reach;
  /** Word beneath the glyph, for the rail; beside it otherwise. */
  stacked?: boolean | undefined;
}

/** Whether what is shown is live, and if not, how old it is. */
export function LiveIndicator({ status, reach, stacked = false }: LiveIndicatorProps) {
  const { state, lastAt } = status;
  const isLive = state === 'live' && reach === 'here';
  const age = useClock((now) => (lastAt === undefined || isLive ? '' : shortAge(now - lastAt)));
  const face = stateFace('connection', faceOf(state, reach));
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

function faceOf(state: LiveStatus['state'], reach: Reach): string {
  if (reach === 'silence') return 'stale';
  return reach === 'network' ? 'offline' : state;
}
