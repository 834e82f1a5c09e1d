'use client';

import { clsx } from 'clsx';
import { Snowflake } from 'lucide-react';
import Link from 'next/link';
import { memo } from 'react';
import { Sparkline } from '@/components/chart/sparkline';
import { useFrozen } from '@/components/freeze/freezes';
import { rowTarget } from '@/components/shell/row-keys';
import { VisibleText } from '@/components/text/visible-text';
import { useClock } from '@/components/time/clock';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { StageTrack } from '@/components/ui/stage-track';
import { stateFace } from '@/components/ui/states';
import { StateBadge } from '@/components/ui/state-badge';
import { waitingNow } from '@/lib/incidents/floor-order';
import type { FloorItem } from '@/lib/incidents/views';
import type { FloorInvestigation } from '@/lib/investigations/views';
import { FloorClaim } from './floor-claim';
import { FloorWait } from './floor-wait';
import { foremostWait, leadingRun, sparkMinutes, sparkOf } from './floor-rows';

const minuteMs = 60_000;

export interface FloorRowProps {
  item: FloorItem;
  /** One line, for a floor of many. */
  isDense: boolean;
  /** No longer on the floor; its row stays while somebody reads. */
  isGone: boolean;
}

/**
 * One incident: a card on a phone, a row of columns from there on. Its title is the row's one
 * link, stretched over all of it; what waits has a link of its own above that.
 */
export const FloorRow = memo(function FloorRow({ item, isDense, isGone }: FloorRowProps) {
  const run = leadingRun(item.investigations);
  const waiting = waitingNow(item);
  const wait = isGone ? undefined : foremostWait(waiting);
  return (
    <li
      className={clsx(
        // Rows out of sight cost nothing, and find-in-page still finds them.
        '[content-visibility:auto]',
        'relative grid gap-x-4 px-4 hover:bg-hover',
        'grid-cols-[minmax(0,1fr)_auto]',
        'lg:grid-cols-[4.25rem_minmax(0,1fr)_15rem_12rem_7rem_6rem_3.5rem] lg:items-center',
        isDense
          ? 'gap-y-1 py-2 [contain-intrinsic-size:auto_5.5rem] lg:min-h-(--floor-row) lg:py-0.5 lg:[contain-intrinsic-size:auto_2.25rem]'
          : 'gap-y-1.5 py-3 [contain-intrinsic-size:auto_10rem] lg:py-(--floor-y) lg:[contain-intrinsic-size:auto_3.9rem]',
      )}
    >
      <span className="flex min-w-0 items-center gap-2 lg:block">
        <StateBadge noun="severity" value={item.severity} />
        {item.status !== 'open' && (
          <StateBadge noun="incident" value={item.status} look="plain" className="lg:hidden" />
        )}
        <span className="min-w-0 truncate text-sm text-muted lg:hidden">
          <Where item={item} />
        </span>
      </span>
      <RelativeTime
        at={item.startedAt}
        look="short"
        className="text-right text-sm text-muted lg:order-last"
      />
      <div
        className={clsx(
          'col-span-2 min-w-0 lg:col-span-1',
          isDense && 'lg:flex lg:items-baseline lg:gap-2',
        )}
      >
        <Link
          href={`/incidents/${encodeURIComponent(item.id)}`}
          prefetch={false}
          {...rowTarget}
          className={clsx(
            'focus-inset block rounded-sm font-medium text-ink after:absolute after:inset-0',
            isDense ? 'truncate' : 'break-words lg:truncate',
          )}
        >
          <VisibleText text={item.title} />
        </Link>
        <p
          className={clsx(
            'flex min-w-0 gap-1.5 text-sm text-muted',
            isDense && 'max-lg:hidden lg:shrink-0',
          )}
        >
          <span className="hidden shrink-0 lg:inline">
            <Where item={item} />
            {!isDense && <span aria-hidden> · </span>}
          </span>
          {!isDense && <FloorClaim run={run} />}
        </p>
      </div>
      <div className={clsx('col-span-2 lg:col-span-1', !wait && !isGone && 'max-lg:hidden')}>
        {isGone && <span className="text-sm text-muted">No longer in this list</span>}
        {wait && (
          <FloorWait
            incidentId={item.id}
            wait={wait}
            others={waiting.length - 1}
            isDense={isDense}
          />
        )}
      </div>
      <div
        className={clsx(
          'flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1',
          isDense ? 'max-lg:hidden lg:flex-nowrap' : 'lg:block',
        )}
      >
        <RunStage item={item} run={run} isDense={isDense} />
      </div>
      <Commander name={item.commanderName} isDense={isDense} />
      <Activity item={item} />
    </li>
  );
});

function Where({ item: { service, environment, status, partCount } }: { item: FloorItem }) {
  return (
    <>
      <VisibleText text={service} />
      {environment !== 'production' && (
        <>
          {' '}
          <span className="text-faint">
            in <VisibleText text={environment} />
          </span>
        </>
      )}
      {status === 'mitigated' && <span className="hidden lg:inline">, mitigated</span>}
      {partCount > 0 && `, with ${partCount} merged`}
    </>
  );
}

interface RunStageProps {
  item: FloorItem;
  run: FloorInvestigation | undefined;
  isDense: boolean;
}

function RunStage({ item, run, isDense }: RunStageProps) {
  const isFrozen = useFrozen(item.service) !== undefined;
  if (!run) return <span className="text-sm text-faint">No agent on it yet</span>;
  const stop = item.waiting.find(
    (each) => each.kind === 'checkpoint' && each.investigationId === run.id,
  )?.stage;
  const more = item.investigations.length - 1;
  return (
    <>
      {!isDense && (
        <StageTrack stage={run.stage} status={run.status} stopPoint={stop ?? undefined} />
      )}
      <span className={clsx('flex gap-x-1 text-xs', isDense ? 'min-w-0 truncate' : 'flex-wrap')}>
        <StateBadge
          noun="investigation"
          value={run.status}
          look="plain"
          className="max-w-full align-top"
        />
        <FloorDrift run={run} />
        {more > 0 && <span className="text-faint"> +{more}</span>}
        {isFrozen && (
          <Badge
            look="plain"
            tone="waiting"
            icon={<Snowflake aria-hidden size={12} />}
            className="ml-1.5 align-top"
          >
            Frozen
          </Badge>
        )}
      </span>
    </>
  );
}

/** How far off track it is, in a word and a number; quiet while it is on track. */
function FloorDrift({ run: { drift, refusedWriteCount } }: { run: FloorInvestigation }) {
  return (
    <>
      {drift && (
        <span className={drift.level === 'on-track' ? 'text-faint' : 'font-medium text-drift'}>
          {' '}
          <span aria-hidden>·</span> {stateFace('drift', drift.level).word}{' '}
          <span className="tabular-nums">{drift.score.toFixed(2)}</span>
        </span>
      )}
      {refusedWriteCount > 0 && (
        <span className="text-bad">
          {' '}
          <span aria-hidden>·</span> {refusedWriteCount} refused
        </span>
      )}
    </>
  );
}

function Commander({ name, isDense }: { name: string | null; isDense: boolean }) {
  return (
    <span className={clsx('truncate text-right text-sm lg:text-left', isDense && 'max-lg:hidden')}>
      <span className="sr-only">Commander: </span>
      {name === null ? (
        <span className="text-faint">No commander</span>
      ) : (
        <span className="text-muted">
          <VisibleText text={name} />
        </span>
      )}
    </span>
  );
}

function Activity({ item }: { item: FloorItem }) {
  const minute = useClock((now) => Math.floor(now / minuteMs));
  const values = sparkOf(item.investigations, minute);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (item.investigations.length === 0) return <span className="hidden lg:block" />;
  return (
    <Sparkline
      values={values}
      label={`${total} events in the last ${sparkMinutes} minutes`}
      className="hidden lg:block"
    />
  );
}
