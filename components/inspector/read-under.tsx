'use client';

import { useQuery } from '@tanstack/react-query';
import type { RunFacts } from '@/components/incident/run-facts';
import type { EvidenceRow } from '@/lib/evidence/schema';
import { eventQuery } from '@/lib/investigations/client';
import { ScopeFact } from './scope-fact';

/** Which agent read it, and what that one may read: declared, since nothing of ours stood between. */
export function ReadUnder({ evidence, facts }: { evidence: EvidenceRow; facts: RunFacts }) {
  const { run } = facts;
  const isAlone = run.agents.length === 1;
  const held = run.events.find(({ seq }) => seq === evidence.seq);
  const { data } = useQuery({
    ...eventQuery(run.id, evidence.seq),
    enabled: held === undefined && !isAlone,
  });
  const reader = (held ?? data)?.actor.id;
  const agent = isAlone ? run.agents[0] : run.agents.find(({ id }) => id === reader);
  return agent ? <ScopeFact agent={agent} /> : 'declared';
}
