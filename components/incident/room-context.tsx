'use client';

import { createContext, use } from 'react';
import type { PersonActor } from '@/lib/access/actor';
import { can, type Permission } from '@/lib/access/permissions';
import type { RoomRun, RoomState } from '@/lib/live/fold';
import type { RunFacts } from './run-facts';

export interface RoomContextValue {
  state: RoomState;
  /** The investigation that is looked at; undefined while there is none. */
  run: RoomRun | undefined;
  facts: RunFacts | undefined;
  actor: PersonActor;
  /** What the inspector shows, as it stands in the URL. */
  selected: string | null;
  select: (id: string | null) => void;
  /** Why this person may not do it here; undefined when they may. */
  whyNot: (permission: Permission) => string | undefined;
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

/** The reason a person may not do something on a service; undefined when they may. */
export function reasonAgainst(
  actor: PersonActor,
  permission: Permission,
  service: string,
): string | undefined {
  const answer = can(actor, permission, { service });
  return answer.allowed ? undefined : answer.reason;
}
