'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { freezesQuery } from '@/lib/freeze/client';
import type { FreezeOut } from '@/lib/freeze/output';
import { watchKinds } from '@/lib/live/connection';
import { EVERYTHING } from './freeze-words';

/** Who looks, and what they may freeze and lift. */
export interface FreezeRights {
  personId: string;
  /** `*`, or the services that this person may freeze; none where they may not at all. */
  freezable: '*' | string[];
}

interface FreezesValue extends FreezeRights {
  active: FreezeOut[];
}

const FreezesContext = createContext<FreezesValue>({ active: [], personId: '', freezable: [] });

export interface FreezesProviderProps extends FreezeRights {
  initial: FreezeOut[];
  children: ReactNode;
}

/** What is frozen now, for every page: live, and asked for again by itself. */
export function FreezesProvider({ initial, personId, freezable, children }: FreezesProviderProps) {
  const queries = useQueryClient();
  const { data: active } = useQuery({ ...freezesQuery, initialData: initial });
  useEffect(
    () =>
      watchKinds((kind) => {
        if (kind.startsWith('freeze.')) {
          void queries.invalidateQueries({ queryKey: freezesQuery.queryKey });
        }
      }),
    [queries],
  );
  const value = useMemo(() => ({ active, personId, freezable }), [active, personId, freezable]);
  return <FreezesContext value={value}>{children}</FreezesContext>;
}

/** Under it what is frozen is what was at a moment of the past; without one, what is now. */
export function FreezesThen({
  active,
  children,
}: {
  active: FreezeOut[] | undefined;
  children: ReactNode;
}) {
  const now = useFreezes();
  const value = useMemo(() => (active ? { ...now, active } : now), [now, active]);
  return <FreezesContext value={value}>{children}</FreezesContext>;
}

export const useFreezes = (): FreezesValue => use(FreezesContext);

/** Whether a person may freeze and lift this. */
export const mayFreeze = ({ freezable }: FreezeRights, service: string): boolean =>
  freezable === '*' || (service !== EVERYTHING && freezable.includes(service));

/** The freeze that holds any of these services, that of everything first; undefined where none does. */
export function useFrozen(...services: string[]): FreezeOut | undefined {
  const { active } = useFreezes();
  return (
    active.find(({ service }) => service === EVERYTHING) ??
    active.find(({ service }) => services.includes(service))
  );
}
