'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSoon } from '@/components/action/use-soon';
import { Count } from '@/components/ui/badge';
import { callApi } from '@/lib/http/call-api';
import { watchKinds } from '@/lib/live/connection';

/** Many things happen at once, and each could change whom something waits on. */
const gatherMs = 1000;

const countQuery = {
  queryKey: ['inbox', 'count'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    callApi('/inbox/count', { parse: mineOf, signal }),
  refetchInterval: 30_000,
};

// By hand: every page carries this, and the schema would bring a library with it.
function mineOf(answer: unknown): number {
  const mine: unknown = Object(answer).mine;
  return typeof mine === 'number' ? mine : 0;
}

/** How much waits on whoever is signed in: over the Approvals glyph, live on every page. */
export function WaitingOnMe() {
  const queries = useQueryClient();
  const { data = 0 } = useQuery(countQuery);
  const recount = useSoon(
    () => void queries.invalidateQueries({ queryKey: countQuery.queryKey }),
    gatherMs,
  );
  useEffect(
    () =>
      watchKinds((kind) => {
        if (/^(action|checkpoint|execution)\./.test(kind)) recount();
      }),
    [recount],
  );
  return <Count value={data} label="waiting on you" />;
}
