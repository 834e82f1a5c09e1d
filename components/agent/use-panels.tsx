'use client';

import { useQuery } from '@tanstack/react-query';
import { ChartColumn, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { Choice } from '@/components/ui/choice';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Loading, Skeleton } from '@/components/ui/skeleton';
import { agentUse } from '@/lib/agents/client';
import { USE_DAYS, type UseOut } from '@/lib/agents/schema-use';
import type { AgentOut } from '@/lib/agents/schema-views';
import { AxisBars } from './axis-bars';
import { AxisTable } from './axis-table';
import { RefusedPanel } from './refused-panel';
import type { Looker } from './rights';
import { TrimOffer } from './trim-offer';
import { DailyTable, everyDay } from './use-days';

const DayBars = dynamic(() => import('@/components/chart/day-bars'), {
  ssr: false,
  loading: () => <Skeleton className="h-40 w-full" />,
});

const BARS = [
  { field: 'events', name: 'events', fill: 'var(--running-fill)' },
  { field: 'refused', name: 'refused', fill: 'var(--bad-fill)' },
];

const LOOKS = [
  { value: 'chart' as const, label: 'Bars', icon: <ChartColumn aria-hidden size={12} /> },
  { value: 'table' as const, label: 'Table', icon: <Table2 aria-hidden size={12} /> },
];

const DAYS = [7, USE_DAYS, 90].map((days) => ({ value: String(days), label: `${days} days` }));

/** What was used of the scope, over time, what was tried beyond it, and what could go. */
export function UsePanels({ agent, person }: { agent: AgentOut; person: Looker }) {
  const [days, setDays] = useState(String(USE_DAYS));
  const [look, setLook] = useState<'chart' | 'table'>('chart');
  const use = useQuery(agentUse(agent.id, Number(days)));
  const actions = (
    <>
      <Choice label="Looking back" value={days} options={DAYS} onValueChange={setDays} />
      <Choice label="Show as" value={look} options={LOOKS} onValueChange={setLook} />
    </>
  );
  if (!use.data) {
    return (
      <Panel title="Used against granted" actions={actions}>
        {use.isError ? (
          <Notice tone="bad" title="What it used could not be read" announced="status">
            {sayError(use.error)}
          </Notice>
        ) : (
          <Loading label="Adding up what it used" rows={5} />
        )}
      </Panel>
    );
  }
  const { data } = use;
  return (
    <>
      <Panel title="Used against granted" actions={actions}>
        <div className="flex flex-col gap-4">
          <p className="text-xs text-muted">
            {sinceWords(data)} What its sub-agents did counts too: they act within its scope.
          </p>
          {look === 'chart' ? <AxisBars axes={data.axes} /> : <AxisTable axes={data.axes} />}
          <TrimOffer agent={agent} person={person} use={data} />
        </div>
      </Panel>
      <Panel title="Over time" flush={look === 'table'}>
        {look === 'chart' ? (
          <figure aria-label="Events a day, and what was refused">
            <DayBars days={everyDay(data)} bars={BARS} height={160} />
          </figure>
        ) : (
          <DailyTable days={everyDay(data)} />
        )}
      </Panel>
      <RefusedPanel refused={data.refused} />
    </>
  );
}

const sinceWords = ({ from, days, daily }: UseOut): string => {
  const events = daily.reduce((sum, day) => sum + day.events, 0);
  return `${events.toLocaleString('en')} ${events === 1 ? 'event' : 'events'} since ${from}, at most ${days} days back.`;
};
