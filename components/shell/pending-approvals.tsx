'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Count } from '@/components/ui/badge';
import { callApi } from '@/lib/http/call-api';
import { watchKinds } from '@/lib/live/connection';

/** As many as one page of the list tells; beyond it the badge says 99+ anyway. */
const listed = 200;

const countQuery = {
  queryKey: ['actions', 'pending-count'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    callApi(`/actions?state=pending_approval&clock=live&limit=${listed}`, {
      parse: countItems,
      signal,
    }),
  refetchInterval: 30_000,
};

function countItems(answer: unknown): number {
  const items: unknown = Object(answer).items;
  return Array.isArray(items) ? items.length : 0;
}

/**
 * How many proposals wait for a signature, those of recordings left out: over the Approvals glyph,
 * live on every page.
 */
export function PendingApprovals() {
  const queries = useQueryClient();
  const { data = 0 } = useQuery(countQuery);
  useEffect(
    () =>
      watchKinds((kind) => {
        if (kind.startsWith('action.'))
          void queries.invalidateQueries({ queryKey: countQuery.queryKey });
      }),
    [queries],
  );
  return <Count value={data} label="waiting for a signature" />;
}
