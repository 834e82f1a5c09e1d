'use client';

import { History } from 'lucide-react';
import dynamic from 'next/dynamic';
import { parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { FreezesThen } from '@/components/freeze/freezes';
import { StoppedClock } from '@/components/time/clock';
import { Notice } from '@/components/ui/notice';
import { late } from '@/components/ui/late';
import { nothing } from '@/components/ui/nothing';
import { placeKey } from '@/lib/incidents/place-key';
import type { RoomAct } from '@/lib/incidents/schema-rights';
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
import { RoomSentence } from './room-sentence';
import { RunBar } from './run-bar';
import { chooseRun } from './run-choice';
import { factsOf } from './run-facts';
import { useAnnouncements } from './use-announcements';
import { usePast } from './use-past';
import { useRoomLive } from './use-room-live';
import { useSettled } from './use-settled';
import { whyNotIn } from './why-not';

/** Most incidents are neither part of another nor have any, and many say nothing of themselves. */
const MergeNotice = dynamic(() => import('@/components/merge/merge-notice'), { loading: nothing });
const IncidentSummary = dynamic(() => import('./incident-summary'), { loading: nothing });

export interface RoomProps {
  view: RoomView;
  /** The room as of the moment that the address names, where it names one. */
  past: RoomView | undefined;
  /** Who looks. */
  actor: RoomHandsValue['actor'];
}

const place = {
  run: parseAsString,
  sel: parseAsString,
  at: parseAsString,
  // A stretch of one run says nothing of another.
  window: parseAsString,
  since: parseAsString,
};

const LOOKING_BACK = 'You are looking at an earlier moment. Go back to now to act.';
const refuseAll = () => LOOKING_BACK;

/** It comes once the page has settled, and is only an offer: where its script does not, there is none. */
const SinceYouLooked = late(() =>
  import('@/components/changes/since-you-looked').catch(() => ({ default: () => null })),
);
const ReplayBand = late(() => import('./replay-band'));

/** One incident and everything that is known of it, live; or as it was known at a moment. */
export function Room({ view, past, actor }: RoomProps) {
  const live = useRoomLive(view);
  const { rights } = live.state;
  const [url, setUrl] = useQueryStates(place);
  const { at, since } = url;
  const now = chooseRun(live.state.runs, url.run);
  const runId = now?.id ?? null;
  const back = usePast({ incidentId: view.incident.id, run: runId, at, given: past });
  // While the first look back is on its way, what is shown stays as it is.
  const state = back.state ?? live.state;
  const run = state.asOf ? state.runs.find(({ id }) => id === runId) : now;
  const facts = run && factsOf(run);
  const present = now && factsOf(now);
  const { summary } = state.incident;
  const { commander } = state;
  const incidentAt = placeKey(state.incident);
  const runAt = facts ? placeKey(facts.row) : incidentAt;
  const mayAct = useCallback(
    (act: RoomAct) => whyNotIn(rights, incidentAt, runAt, act),
    [rights, incidentAt, runAt],
  );
  const whyNot = at === null ? mayAct : refuseAll;
  const select = useCallback(
    // The run goes along: by itself it may change to whatever waits next.
    (sel: string | null) => setUrl(sel === null ? { sel } : { sel, run: runId }),
    [setUrl, runId],
  );
  const goTo = useCallback(
    // A seq means nothing without its run.
    (to: string | null) => setUrl(to === null ? { at: to } : { at: to, run: runId }),
    [setUrl, runId],
  );
  const compareWith = useCallback(
    (from: string | null) => setUrl(from === null ? { since: from } : { since: from, run: runId }),
    [setUrl, runId],
  );
  const { extend: extendPast } = back;
  const extend = state.asOf ? extendPast : live.extend;
  const room = useMemo<RoomContextValue>(
    () => ({ state, run, facts, present, extend }),
    [state, run, facts, present, extend],
  );
  const { refresh } = live;
  const hands = useMemo<RoomHandsValue>(
    () => ({
      actor,
      commander,
      selected: url.sel,
      select,
      at,
      goTo,
      since,
      compareWith,
      whyNot,
      refresh,
    }),
    [actor, commander, url.sel, select, at, goTo, since, compareWith, whyNot, refresh],
  );
  const isSettled = useSettled();
  const total = live.state.runs.reduce((sum, each) => sum + lastSeq(each), 0);
  useAnnouncements(live.state, mayAct, total);
  return (
    <RoomContextProvider value={room}>
      <RoomHandsProvider value={hands}>
        <StoppedClock at={state.asOf?.at}>
          <FreezesThen active={state.asOf?.freezes}>
            <div className="mx-auto flex max-w-[120rem] flex-col gap-3 px-4 py-4 md:px-5 lg:h-dvh lg:min-h-[46rem]">
              {live.isUnloaded && (
                <Notice tone="bad" announced="status" title="What is new cannot be shown">
                  A part of this page could not be loaded. Reload it once the connection is back.
                </Notice>
              )}
              {at !== null && (
                <ReplayBand
                  isSeeking={back.isSeeking}
                  isOffline={back.isOffline}
                  problem={back.problem}
                />
              )}
              <RoomHeader presence={live.presence} />
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
              {facts && (
                <RunBar
                  facts={facts}
                  onRun={(id) =>
                    setUrl({ run: id, sel: null, at: null, since: null, window: null })
                  }
                />
              )}
              <RoomPanes key={runId} />
              {isSettled && at === null && since === null && <SinceYouLooked />}
            </div>
          </FreezesThen>
        </StoppedClock>
      </RoomHandsProvider>
    </RoomContextProvider>
  );
}
