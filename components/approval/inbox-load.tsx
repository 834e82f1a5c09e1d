'use client';

import { useQuery } from '@tanstack/react-query';
import { ChartColumn, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { durationWords } from '@/components/time/format-time';
import { Choice } from '@/components/ui/choice';
import { Disclosure } from '@/components/ui/disclosure';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Loading, Skeleton } from '@/components/ui/skeleton';
import { loadQuery } from '@/lib/prompt-load/client';
import { type LoadDays, loadDays, type PromptLoad } from '@/lib/prompt-load/schema';
import { DailyLoadTable, PeopleLoadTable, ServiceLoadTable } from './load-tables';

const DayBars = dynamic(() => import('@/components/chart/day-bars'), {
  ssr: false,
  loading: () => <Skeleton className="h-36 w-full" />,
});

const BARS = [
  { field: 'decided', name: 'decided', fill: 'var(--good-fill)' },
  { field: 'expired', name: 'nobody decided', fill: 'var(--bad-fill)' },
  { field: 'other', name: 'open, taken back or changed', fill: 'var(--quiet-fill)' },
];

const withOther = (daily: PromptLoad['daily']) =>
  daily.map((day) => ({ ...day, other: day.asked - day.decided - day.expired }));

const DAYS = loadDays.options.map((value) => ({ value, label: `${value} days` }));
const LOOKS = [
  { value: 'chart' as const, label: 'Bars', icon: <ChartColumn aria-hidden size={12} /> },
  { value: 'table' as const, label: 'Table', icon: <Table2 aria-hidden size={12} /> },
];

const LEGEND = [
  { label: 'Decided', fill: 'bg-good-fill' },
  { label: 'Nobody decided', fill: 'bg-bad-fill' },
  { label: 'Open, taken back or changed', fill: 'bg-quiet-fill' },
];

/** How much people are asked, and how they keep up. */
export default function InboxLoad() {
  const [days, setDays] = useState<LoadDays>('30');
  const [look, setLook] = useState<'chart' | 'table'>('chart');
  const load = useQuery(loadQuery(days));
  return (
    <Panel
      title="How much is asked of people"
      actions={
        <>
          <Choice label="Looking back" value={days} options={DAYS} onValueChange={setDays} />
          <Choice label="Show as" value={look} options={LOOKS} onValueChange={setLook} />
        </>
      }
    >
      {load.isError && !load.data ? (
        <Notice tone="bad" title="This could not be added up" announced="status">
          {sayError(load.error)}
        </Notice>
      ) : load.data ? (
        <div className="flex flex-col gap-4">
          <p className="text-sm text-pretty text-muted">
            Prompts that nobody reads are the danger: who is asked too often signs without looking.
            Reading asks nobody, and neither does what policy lets pass by itself.
          </p>
          <Totals load={load.data} />
          {look === 'chart' ? (
            <figure aria-label="Asked, decided and undecided, by day">
              <DayBars days={withOther(load.data.daily)} bars={BARS} height={140} />
              <figcaption className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
                {LEGEND.map(({ label, fill }) => (
                  <span key={label} className="inline-flex items-center gap-1.5">
                    <span aria-hidden className={`size-2.5 rounded-xs ${fill}`} />
                    {label}
                  </span>
                ))}
              </figcaption>
            </figure>
          ) : (
            <DailyLoadTable daily={load.data.daily} />
          )}
          <Disclosure label="By person and by service">
            <div className="grid w-full min-w-0 grid-cols-1 gap-4 xl:grid-cols-2">
              <PeopleLoadTable people={load.data.people} />
              <ServiceLoadTable services={load.data.services} />
            </div>
          </Disclosure>
          {load.data.isCut && (
            <Notice title="More was asked than is counted here">The newest were counted.</Notice>
          )}
        </div>
      ) : (
        <Loading label="Adding up what was asked" rows={3} />
      )}
    </Panel>
  );
}

function Totals({ load: { total } }: { load: PromptLoad }) {
  const figures = [
    { label: 'Asked', value: total.asked.toLocaleString('en') },
    { label: 'Decided', value: total.decided.toLocaleString('en') },
    {
      label: 'Nobody decided',
      value: total.expired.toLocaleString('en'),
      isBad: total.expired > 0,
    },
    {
      label: 'Taken back or changed',
      value: (total.withdrawn + total.superseded).toLocaleString('en'),
    },
    { label: 'Half decided within', value: within(total.medianMs) },
    { label: '9 of 10 within', value: within(total.p90Ms) },
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
      {figures.map(({ label, value, isBad }) => (
        <div key={label} className="flex flex-col-reverse">
          <dt className="text-xs text-muted">{label}</dt>
          <dd
            className={isBad ? 'text-lg font-semibold text-bad' : 'text-lg font-semibold text-ink'}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const within = (ms: number | null): string => (ms === null ? '–' : durationWords(ms));
