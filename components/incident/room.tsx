'use client';

import { History, LogIn } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { buttonStyle } from '@/components/ui/button-style';
import { Notice } from '@/components/ui/notice';
import type { ApiProblem } from '@/lib/http/call-api';
import type { RoomView } from '@/lib/incidents/views';
import { lastSeq } from '@/lib/live/room-state';
import {
  RoomContextProvider,
  type RoomContextValue,
  RoomHandsProvider,
  type RoomHandsValue,
} from './room-context';
import { RoomHeader } from './room-header';
import { RoomPanes } from './room-panes';
import type { RoomAct, RoomRights } from './room-rights';
import { RoomSentence } from './room-sentence';
import { RunBar } from './run-bar';
import { chooseRun } from './run-choice';
import { factsOf } from './run-facts';
import { useAnnouncements } from './use-announcements';
import { useRoomLive } from './use-room-live';
import { whyNotIn } from './why-not';

/** Most incidents are neither part of another nor have any, and many say nothing of themselves. */
const MergeNotice = dynamic(() => import('@/components/merge/merge-notice'));
const IncidentSummary = dynamic(() => import('./incident-summary'));

export interface RoomProps {
  view: RoomView;
  /** Who looks. */
  actor: RoomHandsValue['actor'];
  rights: RoomRights;
}

const place = { run: parseAsString, sel: parseAsString };

/** One incident and everything that is known of it, live. */
export function Room({ view, actor, rights }: RoomProps) {
  const { state, refresh, refused } = useRoomLive(view);
  const [url, setUrl] = useQueryStates(place);
  const run = chooseRun(state.runs, url.run);
  const facts = run && factsOf(run);
  const { summary } = state.incident;
  const { commander } = state;
  const { service } = state.incident;
  const runService = facts?.row.service ?? service;
  const whyNot = useCallback(
    (act: RoomAct) => whyNotIn(rights, service, runService, act),
    [rights, service, runService],
  );
  const runId = run?.id ?? null;
  const select = useCallback(
    // The run goes along: by itself it may change to whatever waits next.
    (sel: string | null) => setUrl(sel === null ? { sel } : { sel, run: runId }),
    [setUrl, runId],
  );
  const room = useMemo<RoomContextValue>(() => ({ state, run, facts }), [state, run, facts]);
  const hands = useMemo<RoomHandsValue>(
    () => ({ actor, commander, selected: url.sel, select, whyNot, refresh }),
    [actor, commander, url.sel, select, whyNot, refresh],
  );
  const total = state.runs.reduce((sum, each) => sum + lastSeq(each), 0);
  useAnnouncements(state, whyNot, total);
  return (
    <RoomContextProvider value={room}>
      <RoomHandsProvider value={hands}>
        <div className="mx-auto flex max-w-[120rem] flex-col gap-3 px-4 py-4 md:px-5 lg:h-dvh lg:min-h-[46rem]">
          {refused && <Refused problem={refused} />}
          <RoomHeader />
          {(state.incident.mergedInto !== null || state.parts.length > 0) && <MergeNotice />}
          <RoomSentence incident={state.incident} facts={facts} />
          {facts?.row.clock === 'imported' ? (
            <Notice icon={History} title="A recording.">
              <p>Its stop points are history; it never mints a grant.</p>
              {summary && <IncidentSummary text={summary} />}
            </Notice>
          ) : (
            summary && <IncidentSummary text={summary} />
          )}
          {facts && <RunBar facts={facts} onRun={(id) => setUrl({ run: id, sel: null })} />}
          <RoomPanes key={runId} />
        </div>
      </RoomHandsProvider>
    </RoomContextProvider>
  );
}

/** The stream will not come back by itself. */
function Refused({ problem }: { problem: ApiProblem }) {
  const isSignedOut = problem.status === 401;
  return (
    <Notice
      tone="bad"
      announced="alert"
      title={isSignedOut ? 'You are signed out' : problem.title}
      action={
        isSignedOut && (
          <Link href="/sign-in" className={buttonStyle({ size: 'sm' })}>
            <LogIn aria-hidden size={13} />
            Sign in
          </Link>
        )
      }
    >
      What you see no longer changes by itself, and decisions cannot be sent.
    </Notice>
  );
}
