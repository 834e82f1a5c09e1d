'use client';

import { useEffect, useRef } from 'react';
import { useAnnounce } from '@/components/ui/announcer';
import { stateFace } from '@/components/ui/states';
import type { RoomState } from '@/lib/live/room-state';
import type { RoomHandsValue } from './room-context';
import { factsOf } from './run-facts';

/** Arrivals are gathered this long into one sentence, in ms. */
const GATHER_MS = 4000;

/** What waits on this very person: stop points, actions and unknown outcomes that are theirs. */
function needed(state: RoomState, whyNot: RoomHandsValue['whyNot']): Map<string, string> {
  const found = new Map<string, string>();
  for (const run of state.runs) {
    const facts = factsOf(run);
    if (!facts || facts.row.clock === 'imported') continue;
    for (const { id, state: stands, stage } of facts.checkpoints) {
      const { word } = stateFace('stopPoint', stage);
      if (stands === 'waiting' && !whyNot('checkpoint.decide')) found.set(id, word);
      const isPausedBy = id === facts.row.checkpointId && facts.row.status === 'paused';
      if (stands === 'expired' && isPausedBy && !whyNot('control.give')) {
        found.set(`${id} expired`, `${word}. Nobody decided in time; it paused`);
      }
    }
    for (const { id, version, state: stands, title } of facts.actions) {
      if (stands === 'pending_approval' && !whyNot('action.decide')) {
        found.set(`${id}/${version}`, title);
      }
      if (stands === 'indeterminate' && !whyNot('action.settle')) {
        found.set(`${id} silent`, `settle how ${title} ended`);
      }
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
