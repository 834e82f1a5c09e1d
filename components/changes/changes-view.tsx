'use client';

import { useQuery } from '@tanstack/react-query';
import { Equal, Printer, RefreshCw, X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull, utcTime } from '@/components/time/format-time';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { ScrollArea } from '@/components/ui/scroll-area';
import { Loading } from '@/components/ui/skeleton';
import { changesQuery } from '@/lib/changes/client';
import type { RoomChanges } from '@/lib/changes/schema';
import { ApiProblem } from '@/lib/http/call-api';
import { counted, GROUP_WORDS, GROUPS } from './change-line';
import { ChangeItem } from './change-item';
import { addedIn, changeLines, runNames } from './change-words';
import { CompareButton } from './compare-button';

/** What changed between the moment that is shown and another, in the timeline's place. */
export default function ChangesView() {
  const { state, present } = useRoom();
  const { at, since, compareWith } = useRoomHands();
  const runId = present?.run.id ?? null;
  const asked = useQuery({
    ...changesQuery(state.incident.id, runId, since ?? '', at),
    enabled: since !== null,
  });
  const { data, error, fetchStatus, isPlaceholderData, refetch } = asked;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What was pressed to come here is gone, and the focus with it.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  const newer = data?.to.isNow ? (present?.row.lastSeq ?? 0) - data.to.seq : 0;
  return (
    <div data-prints-alone className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5 border-b border-line px-3 py-2">
        <div className="min-w-0">
          <p className="hidden text-sm text-muted print:block">
            <VisibleText text={state.incident.title} />
          </p>
          <h2 ref={heading} tabIndex={-1} className="text-sm font-semibold outline-none">
            What changed
          </h2>
          <p className="text-xs text-muted tabular-nums" role="status">
            {data ? <Span answer={data} /> : 'Comparing the two moments…'}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-1.5 print:hidden">
          {newer > 0 && (
            <Button
              size="sm"
              variant="primary"
              icon={<RefreshCw aria-hidden size={13} />}
              pending={asked.isFetching}
              pendingLabel="Reading…"
              onClick={() => void refetch()}
            >
              {counted(newer, 'newer event')}
            </Button>
          )}
          <CompareButton />
          <Button
            square
            size="sm"
            variant="ghost"
            aria-label="Print what changed"
            icon={<Printer aria-hidden size={14} />}
            onClick={() => window.print()}
          />
          <Button
            square
            size="sm"
            variant="ghost"
            aria-label="Stop comparing"
            icon={<X aria-hidden size={14} />}
            onClick={() => compareWith(null)}
          />
        </div>
      </header>
      <ScrollArea label="What changed" className="min-h-0 flex-1">
        {fetchStatus === 'paused' && (
          <div className="p-3">
            <Notice tone="waiting" title="You are offline">
              The two moments are compared once the connection is back.
            </Notice>
          </div>
        )}
        {error instanceof ApiProblem && (
          <div className="p-3">
            <ProblemNotice problem={error} />
          </div>
        )}
        {data && !error ? (
          <div aria-busy={isPlaceholderData}>
            <Lines answer={data} />
          </div>
        ) : (
          !error &&
          fetchStatus !== 'paused' && <Loading label="Comparing the two moments" rows={6} />
        )}
      </ScrollArea>
    </div>
  );
}

/** From when to when, the earlier first. */
function Span({ answer: { from, to } }: { answer: RoomChanges }) {
  const isOneDay = from.at.slice(0, 10) === to.at.slice(0, 10);
  const end = isOneDay ? `${utcTime(to.at)} UTC` : utcFull(to.at);
  return (
    <>
      between {from.at.slice(0, 10)} {utcTime(from.at)} (event {from.seq.toLocaleString('en')}) and{' '}
      {to.isNow ? `now, ${end}` : end} (event {to.seq.toLocaleString('en')})
    </>
  );
}

function Lines({ answer }: { answer: RoomChanges }) {
  const lines = useMemo(() => changeLines(answer), [answer]);
  const names = useMemo(() => runNames(answer), [answer]);
  const { from, to, leftOut } = answer;
  const added = addedIn(answer);
  if (lines.length === 0) {
    const end = to.isNow ? 'now' : `${utcTime(to.at)} UTC`;
    return (
      <EmptyState
        icon={Equal}
        level={3}
        title={
          added.events === 0
            ? `Nothing changed between ${utcTime(from.at)} and ${end}`
            : `Nothing that matters changed between ${utcTime(from.at)} and ${end}`
        }
      >
        {added.events === 0
          ? 'Nobody wrote, decided or recorded anything in between.'
          : `${counted(added.events, 'event')} came in between, and the claims, stop points and actions stand as they did.`}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4 p-3">
      {added.events > 0 && (
        <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {Object.entries(added)
            .filter(([, count]) => count > 0)
            .map(([name, count]) => (
              <div key={name} className="flex items-baseline gap-1.5">
                <dd className="font-semibold tabular-nums">+{count.toLocaleString('en')}</dd>
                <dt className="text-muted">{ADDED[name as keyof typeof added]}</dt>
              </div>
            ))}
        </dl>
      )}
      {GROUPS.map((group) => {
        const own = lines.filter((line) => line.group === group);
        if (own.length === 0) return null;
        return (
          <section key={group} aria-label={GROUP_WORDS[group]} className="flex flex-col gap-1">
            <h3 className="text-xs font-medium text-muted">{GROUP_WORDS[group]}</h3>
            <ul className="flex flex-col">
              {own.map((line) => (
                <ChangeItem
                  key={line.key}
                  line={line}
                  runName={names.size > 1 && line.run ? names.get(line.run) : undefined}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {leftOut > 0 && (
        <p className="text-sm text-muted">
          {counted(leftOut, 'more change')} of the same sort. Choose two moments that are nearer to
          each other to see them.
        </p>
      )}
    </div>
  );
}

const ADDED = { events: 'events', steps: 'looks', evidence: 'items of evidence' } as const;
