import type { FreezeOut } from '@/lib/freeze/output';
import { callApi } from '@/lib/http/call-api';

/**
 * Checked by hand: the frame of every page holds this, and a schema library with it would weigh more.
 */
function isFreeze(value: unknown): value is FreezeOut {
  const { id, service, reason, setBy, setAt } = Object(value) as Record<string, unknown>;
  const { name }: { name?: unknown } = Object(setBy);
  return [id, service, reason, setAt, name].every((each) => typeof each === 'string');
}

function freezeFrom(answer: unknown): FreezeOut {
  if (!isFreeze(answer)) throw new TypeError('The answer is no freeze.');
  return answer;
}

function freezesFrom(answer: unknown): FreezeOut[] {
  const { items }: { items?: unknown } = Object(answer);
  if (!Array.isArray(items)) throw new TypeError('The answer holds no freezes.');
  return items.map(freezeFrom);
}

/** The freezes that stand, newest first, as far as the reader may know of them. */
export const freezesQuery = {
  queryKey: ['freezes', 'active'] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    callApi('/freezes?state=active&limit=200', { parse: freezesFrom, signal }),
  refetchInterval: 30_000,
};

const post = (path: string, body: unknown) =>
  callApi(`/freezes${path}`, { method: 'POST', body, parse: freezeFrom });

/** Freezes a service, or everything where it is `*`. @throws ApiProblem */
export const postFreeze = (service: string, reason: string) => post('', { service, reason });

/** The first of two people asks for it to be lifted. @throws ApiProblem */
export const postLiftRequest = (id: string, reason: string) =>
  post(`/${encodeURIComponent(id)}/lift-requests`, { reason });

const requestPath = (id: string, requestId: string) =>
  `/${encodeURIComponent(id)}/lift-requests/${encodeURIComponent(requestId)}`;

/** The second person agrees, and it is lifted. @throws ApiProblem */
export const postLiftAgreement = (id: string, requestId: string) =>
  post(`${requestPath(id, requestId)}/agree`, {});

/** Who asked takes it back. @throws ApiProblem */
export const postLiftWithdrawal = (id: string, requestId: string) =>
  post(`${requestPath(id, requestId)}/withdraw`, {});
