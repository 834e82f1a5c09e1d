import { useQuery } from '@tanstack/react-query';
import { ApiProblem, callApi } from '@/lib/http/call-api';

/** On the server's word: when, by whom and why; null where no event says that it was erased. */
async function askErased(actionId: string, signal: AbortSignal): Promise<string | null> {
  const path = `/actions/${encodeURIComponent(actionId)}/digest-preimage`;
  try {
    return await callApi(path, { parse: () => null, signal });
  } catch (problem) {
    const erased = problem instanceof ApiProblem ? problem.extra['erased'] : undefined;
    if (typeof erased === 'string') return erased;
    throw problem;
  }
}

export interface Erased {
  /** What is shown is not what was proposed, and nothing on record says why. */
  isFaulty: boolean;
  /** Why it is not, where it was erased. */
  words: string | undefined;
}

/**
 * Why a page does not hash to its digest. What still waits is never erased, so of that nobody is
 * asked; where no answer comes, the fault stands.
 */
export function useErased(
  actionId: string,
  isAuthentic: boolean | undefined,
  isPending: boolean,
): Erased {
  const isOff = isAuthentic === false;
  const { data, isLoading } = useQuery({
    queryKey: ['action', actionId, 'erased'] as const,
    queryFn: ({ signal }) => askErased(actionId, signal),
    enabled: isOff && !isPending,
    retry: false,
  });
  const words = isOff ? (data ?? undefined) : undefined;
  return { isFaulty: isOff && !isLoading && words === undefined, words };
}
