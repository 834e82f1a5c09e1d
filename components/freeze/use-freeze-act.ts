'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { freezesQuery } from '@/lib/freeze/client';
import type { FreezeOut } from '@/lib/freeze/output';
import type { ApiProblem } from '@/lib/http/call-api';

/** One step of a freeze: never optimistic, and what stands afterwards is for the server to say. */
export function useFreezeAct<Input>(
  act: (input: Input) => Promise<FreezeOut>,
  onDone?: (freeze: FreezeOut) => void,
) {
  const queries = useQueryClient();
  return useMutation<FreezeOut, ApiProblem, Input>({
    mutationFn: act,
    onSuccess: (freeze) => onDone?.(freeze),
    onSettled: () => queries.invalidateQueries({ queryKey: freezesQuery.queryKey }),
  });
}
