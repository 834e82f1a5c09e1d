'use client';

import { createContext, use } from 'react';
import type { RoomAct } from '@/lib/incidents/schema-rights';
import type { RoomRun, RoomState } from '@/lib/live/room-state';
import type { RunFacts } from './run-facts';

/** What is known; another value with every event that arrives. */
export interface RoomContextValue {
  state: RoomState;
  /** The investigation that is looked at; undefined while there is none. */
  run: RoomRun | undefined;
  facts: RunFacts | undefined;
  /** The run as it stands now, while `state` may be of the past. */
  present: RunFacts | undefined;
  /** Puts into what is shown what was loaded of it later. */
  extend: (change: (room: RoomState) => RoomState) => void;
}

/** Who looks, at what, and what they may do; the same while events arrive. */
export interface RoomHandsValue {
  actor: { id: string; name: string };
  /** Who commands the incident. */
  commander: RoomState['commander'];
  /** What the inspector shows, as it stands in the URL. */
  selected: string | null;
  select: (id: string | null) => void;
  /** The other moment, with which what is shown is compared; as it stands in the URL. */
  since: string | null;
  compareWith: (since: string | null) => void;
  /** Why this person may not do it here; undefined when they may. */
  whyNot: (act: RoomAct) => string | undefined;
  /** The moment that the room is shown at, as it stands in the URL; null is now. */
  at: string | null;
  goTo: (at: string | null) => void;
  /** Reads the room anew, for when the live stream cannot be relied on. */
  refresh: () => void;
}

const RoomContext = createContext<RoomContextValue | undefined>(undefined);
const HandsContext = createContext<RoomHandsValue | undefined>(undefined);

export const RoomContextProvider = RoomContext;
export const RoomHandsProvider = HandsContext;

function given<Value>(value: Value | undefined): Value {
  if (!value) throw new Error('The room is missing above this component.');
  return value;
}

/** Renders again with every event: for what shows the whole of it. */
export const useRoom = (): RoomContextValue => given(use(RoomContext));

/** For buttons and links within the room, which do not change as events arrive. */
export const useRoomHands = (): RoomHandsValue => given(use(HandsContext));
