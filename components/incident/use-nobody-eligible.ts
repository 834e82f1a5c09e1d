'use client';

import { useQuery } from '@tanstack/react-query';
import { useSettled } from './use-settled';

const STALE_MS = 30_000;

/**
 * Whether nobody at all may decide a stop point or an action, as the server counts them. False while
 * that is not known, so that nobody is alarmed for nothing.
 */
export function useNobodyEligible(about: string | undefined): boolean {
  const isSettled = useSettled();
  const { data } = useQuery({
    queryKey: ['inbox'] as const,
    // Loaded with the first answer: the room's first scripts do without its schemas.
    queryFn: async ({ signal }) => (await import('@/lib/inbox/client')).readInbox(signal),
    enabled: about !== undefined && isSettled,
    staleTime: STALE_MS,
    refetchInterval: STALE_MS,
  });
  const item = data?.items.find(({ id }) => id === about);
  return item !== undefined && !item.isMine && item.waitsOnCount === 0;
}
