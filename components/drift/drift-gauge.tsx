'use client';

import { Spline } from 'lucide-react';
import { useRoomHands } from '@/components/incident/room-context';
import { Meter } from '@/components/ui/meter';
import { stateFace } from '@/components/ui/states';
import type { Drift } from '@/lib/drift/schema';
import { DRIFT_TONES, scoreWords } from './drift-words';
import { PlainButton } from '@/components/ui/plain-button';

/** How far off track a run is, in a word and a number; pressed, the inspector says why. */
export function DriftGauge({ drift }: { drift: Drift | null }) {
  const { select } = useRoomHands();
  if (!drift) {
    return (
      <span
        title="Measured once there are five items of evidence or steps"
        className="flex items-center gap-1 text-xs text-faint"
      >
        <Spline aria-hidden size={12} />
        Too early to say whether it is on track
      </span>
    );
  }
  const { level, score, threshold } = drift;
  const tone = DRIFT_TONES[level];
  const { word } = stateFace('drift', level);
  return (
    <PlainButton
      onClick={() => select('run:drift')}
      title="What this is made of"
      className="flex h-6 items-center gap-1.5 rounded-md border border-line px-1.5 text-xs hover:bg-hover pointer-coarse:min-h-11"
    >
      <Spline aria-hidden size={12} className={tone === 'drift' ? 'text-drift' : 'text-muted'} />
      <span className={tone === 'drift' ? 'font-medium text-drift' : 'text-muted'}>
        {word} <span className="tabular-nums">{scoreWords(score)}</span>
      </span>
      <Meter
        label="Off track"
        value={score}
        limit={threshold}
        tone={tone}
        text={`${scoreWords(score)} of 1; it is made to stop from ${scoreWords(threshold)}`}
        className="w-12"
      />
    </PlainButton>
  );
}
