'use client';

import { createContext, use } from 'react';
import type { RoomRun, RoomState } from '@/lib/live/room-state';
import type { RoomAct } from './room-rights';
import type { RunFacts } from './run-facts';

export interface RoomContextValue {
  state: RoomState;
  /** The investigation that is looked at; undefined while there is none. */
  run: RoomRun | undefined;
  facts: RunFacts | undefined;
  /** Who looks. */
  actor: { id: string; name: string };
  /** What the inspector shows, as it stands in the URL. */
  selected: string | null;
  select: (id: string | null) => void;
  /** Why this person may not do it here; undefined when they may. */
  whyNot: (act: RoomAct) => string | undefined;
  /** Reads the room anew, for when the live stream cannot be relied on. */
  refresh: () => void;
}

const RoomContext = createContext<RoomContextValue | undefined>(undefined);

export const RoomContextProvider = RoomContext;

export function useRoom(): RoomContextValue {
  const room = use(RoomContext);
  if (!room) throw new Error('The room is missing above this component.');
  return room;
}
