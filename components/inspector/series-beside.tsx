'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { EvidenceBody } from '@/components/evidence/evidence-body';
import { useRoom } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/empty-state';
import { Select } from '@/components/ui/field';
import { Loading } from '@/components/ui/skeleton';
import type { EvidenceRow } from '@/lib/evidence/schema';
import { evidenceQuery } from '@/lib/investigations/client';
import { rowsOf } from '@/lib/live/room-state';
import { revealedText } from '@/lib/text/visible';

/** Other charts of the run beneath this one, so that one instant is seen in all of them. */
export function SeriesBeside({ evidence, facts }: { evidence: EvidenceRow; facts: RunFacts }) {
  const [shown, setShown] = useState<string[]>([]);
  const others = rowsOf(facts.run, 'evidence').filter(
    ({ id, format }) => format === 'series' && id !== evidence.id,
  );
  const offered = others.filter(({ id }) => !shown.includes(id));
  if (others.length === 0) return null;
  return (
    <section aria-label="Charts beside it" className="flex min-w-0 flex-col gap-3">
      {shown.map((id) => {
        const row = others.find((each) => each.id === id);
        return (
          row && (
            <ChartBeside
              key={row.key}
              evidence={row}
              onClose={() => setShown((now) => now.filter((each) => each !== id))}
            />
          )
        );
      })}
      {offered.length > 0 && (
        <Select
          aria-label="Show another chart beneath"
          className="self-start"
          value=""
          options={[
            { value: '', label: 'Show another chart beneath…' },
            ...offered.map(({ id, title }) => ({
              value: id,
              label: revealedText(title).slice(0, 80),
            })),
          ]}
          onChange={({ target }) => target.value && setShown((now) => [...now, target.value])}
        />
      )}
    </section>
  );
}

function ChartBeside({ evidence, onClose }: { evidence: EvidenceRow; onClose: () => void }) {
  const { startedAt, endedAt } = useRoom().state.incident;
  const { investigationId, id, title, truncated } = evidence;
  const { data, error } = useQuery(evidenceQuery(investigationId, id));
  return (
    <div className="flex min-w-0 flex-col gap-1.5 border-t border-line pt-3">
      <div className="flex items-start justify-between gap-2">
        <h4 className="min-w-0 text-sm font-medium break-words">
          <VisibleText text={title} />
        </h4>
        <Button
          size="sm"
          square
          variant="ghost"
          aria-label={`Put away ${revealedText(title)}`}
          icon={<X aria-hidden size={14} />}
          onClick={onClose}
        />
      </div>
      {data && (
        <EvidenceBody
          body={data.evidence.body}
          label={title}
          truncated={truncated}
          incident={{ from: startedAt, ...(endedAt ? { to: endedAt } : {}) }}
        />
      )}
      {!data && error && (
        <ErrorState title="This chart cannot be shown">{error.message}</ErrorState>
      )}
      {!data && !error && <Loading label="Loading the chart" />}
    </div>
  );
}
