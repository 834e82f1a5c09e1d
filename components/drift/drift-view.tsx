'use client';

import type { RunFacts } from '@/components/incident/run-facts';
import { RelativeTime } from '@/components/time/relative-time';
import { Meter } from '@/components/ui/meter';
import type { Drift } from '@/lib/drift/schema';
import { ComponentList } from './component-list';
import { DRIFT_TONES, scoreWords } from './drift-words';

/** The last measurement whole: the number, what happens at it, and all six components. */
export function DriftView({ drift, facts }: { drift: Drift; facts: RunFacts }) {
  const { score, threshold, level, measuredAt, components } = drift;
  const isLive = facts.row.clock === 'live';
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-pretty text-muted">
        <span className="font-medium text-ink tabular-nums">{scoreWords(score)}</span> of 1,
        measured <RelativeTime at={measuredAt} />.{' '}
        {isLive
          ? `From ${scoreWords(threshold)} on the agent is made to stop until a person decides.`
          : 'A recording is measured and never made to stop.'}
      </p>
      <Meter
        label="Off track"
        value={score}
        limit={threshold}
        tone={DRIFT_TONES[level]}
        text={scoreWords(score)}
      />
      <ComponentList components={components} facts={facts} />
    </div>
  );
}
