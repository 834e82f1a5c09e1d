'use client';

import { useEffect, useRef } from 'react';
import { useAnnounce } from '@/components/ui/announcer';
import { stateFace } from '@/components/ui/states';
import type { RoomState } from '@/lib/live/room-state';
import type { RoomHandsValue } from './room-context';
import { factsOf } from './run-facts';

/** Arrivals are gathered this long into one sentence, in ms. */
const GATHER_MS = 4000;

/** What waits on this very person: stop points and actions that they may decide. */
function needed(state: RoomState, whyNot: RoomHandsValue['whyNot']): Map<string, string> {
  const found = new Map<string, string>();
  for (const run of state.runs) {
    const facts = factsOf(run);
    if (!facts || facts.row.clock === 'imported') continue;
    for (const { id, state: stands, stage } of facts.checkpoints) {
      if (stands !== 'waiting' || whyNot('checkpoint.decide')) continue;
      found.set(id, stateFace('stopPoint', stage).word);
    }
    for (const { id, version, state: stands, title } of facts.actions) {
      if (stands !== 'pending_approval' || whyNot('action.decide')) continue;
      found.set(`${id}/${version}`, title);
    }
  }
  return found;
}

/** Says aloud, once each, what needs this person; and now and then how much has arrived. */
export function useAnnouncements(
  state: RoomState,
  whyNot: RoomHandsValue['whyNot'],
  lastLoadedSeq: number,
): void {
  const announce = useAnnounce();
  const told = useRef<Set<string>>(new Set());
  useEffect(() => {
    for (const [id, what] of needed(state, whyNot)) {
      if (told.current.has(id)) continue;
      told.current.add(id);
      announce(`Your decision is needed: ${what}`, 'assertive');
    }
  }, [state, whyNot, announce]);

  const heard = useRef(lastLoadedSeq);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(lastLoadedSeq);
  useEffect(() => {
    latest.current = lastLoadedSeq;
    if (lastLoadedSeq <= heard.current) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const count = latest.current - heard.current;
      heard.current = latest.current;
      announce(count === 1 ? 'One new event' : `${count} new events`);
    }, GATHER_MS);
  }, [lastLoadedSeq, announce]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
