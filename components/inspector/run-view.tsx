'use client';

import dynamic from 'next/dynamic';
import { controlFace } from '@/components/directive/control-words';
import { recordedSpan } from '@/components/incident/recorded-instants';
import type { RunFacts } from '@/components/incident/run-facts';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { durationWords, utcFull } from '@/components/time/format-time';
import { nothing } from '@/components/ui/nothing';
import { Fact, Facts } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import { RunTerms } from './run-terms';
import { ScopeFact } from './scope-fact';
import { rowsOf } from '@/lib/live/room-state';

/** Sent with the page where somebody told the agent something; most of a run nobody did. */
const DirectiveList = dynamic(
  () => import('@/components/directive/directive-list').then((module) => module.DirectiveList),
  { loading: nothing },
);

/** What stands in the inspector while no row is chosen: the investigation itself. */
export function RunView({ facts }: { facts: RunFacts }) {
  const { row, run } = facts;
  const { budgets } = row;
  const told = row.clock === 'imported' ? recordedSpan(facts) : undefined;
  return (
    <article className="flex min-w-0 flex-col gap-3 p-4">
      <header className="flex flex-col gap-1.5">
        <p className="text-xs text-muted">Investigation</p>
        <h3 className="text-base font-semibold break-words">
          <VisibleText text={run.agent.name} />
        </h3>
        <div className="flex flex-wrap gap-1.5">
          <StateBadge noun="control" value={controlFace(run.agent.controlLevel)} />
        </div>
      </header>
      {row.summary && (
        <p className="text-sm break-words whitespace-pre-line">
          <ClampedText text={row.summary} limit={600} />
        </p>
      )}
      <Facts>
        <Fact label="Goal">
          {row.goal ? (
            <ClampedText text={row.goal} limit={400} />
          ) : (
            <span className="text-faint">not stated</span>
          )}
        </Fact>
        {run.agents.map((agent) => (
          <Fact key={agent.id} label={agent.id === run.agent.id ? 'Scope' : 'Sub-agent'}>
            <ScopeFact agent={agent} />
          </Fact>
        ))}
        <Fact label="Began">{utcFull(told?.fromMs ?? row.startedAt)}</Fact>
        {row.endedAt && <Fact label="Ended">{utcFull(told?.toMs ?? row.endedAt)}</Fact>}
        {told && <Fact label="Imported">{utcFull(row.startedAt)}</Fact>}
        <Fact label="Steps">
          {row.stepCount.toLocaleString('en')} of {budgets.toolCalls.toLocaleString('en')}
        </Fact>
        <Fact label="Evidence">
          {row.evidenceCount.toLocaleString('en')}
          {budgets.evidenceItems ? ` of ${budgets.evidenceItems.toLocaleString('en')}` : ''}
        </Fact>
        <Fact label="Asked again">
          {row.repeatedCount.toLocaleString('en')} of {budgets.repeatedQueries.toLocaleString('en')}
          , word for word
        </Fact>
        <Fact label="Time allowed">{durationWords(budgets.wallClockMs)}</Fact>
        <Fact label="Secrets masked">{row.maskedCount}</Fact>
        <Fact label="Outside its scope">{row.violationCount}</Fact>
        <Fact label="Writes refused">{row.refusedWriteCount}</Fact>
      </Facts>
      <RunTerms row={row} known={facts.run.terms} />
      {facts.directives.length > 0 && (
        <DirectiveList
          directives={facts.directives}
          facts={{ evidence: rowsOf(run, 'evidence'), status: row.status }}
        />
      )}
    </article>
  );
}
