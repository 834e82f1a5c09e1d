import { infiniteQueryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { callApi } from '@/lib/http/call-api';
import { pageOf } from '@/lib/log/schema';
import {
  type ChangePasswordInput,
  type InvitePersonInput,
  type JoinInput,
  type OneTimeLink,
  oneTimeLink,
  personRow,
  type ResetPasswordInput,
  type SessionsEnded,
  sessionsEnded,
} from '@/lib/people/schema';

/** Why an answer was no, in a sentence for the person, with complaints about single fields. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

const problem = z.object({
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

const refusalOf = async (response: Response): Promise<Refused> => {
  const parsed = problem.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success)
    return new Refused('The server could not answer. Try again.', response.status);
  const fields = parsed.data.errors.map(({ path, message }) => [path, message]);
  return new Refused(parsed.data.detail, response.status, Object.fromEntries(fields));
};

/**
 * Signs in at next-auth's own endpoints, which want their token against forged requests.
 * @throws Refused
 */
export async function signIn({ email, password }: { email: string; password: string }) {
  const answer = await fetch('/api/auth/csrf', { cache: 'no-store' });
  if (!answer.ok) throw await refusalOf(answer);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await answer.json());
  const body = new URLSearchParams({ csrfToken, email, password, callbackUrl: '/', json: 'true' });
  const response = await fetch('/api/auth/callback/credentials', { method: 'POST', body });
  if (response.status === 401) {
    throw new Refused('This e-mail and password do not match, or you may not sign in.', 401);
  }
  if (!response.ok) throw await refusalOf(response);
  // A stale token is answered with 200 and a way back to the form, and signs nobody in.
  const { url } = z.object({ url: z.string() }).parse(await response.json());
  if (url.includes('csrf=true')) throw new Refused('This page had grown old. Try again.', 400);
}

async function takeUp(path: string, input: object): Promise<void> {
  const response = await fetch(`/api/v1/people/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw await refusalOf(response);
}

/** Takes up an invitation. @throws Refused */
export const join = (input: JoinInput): Promise<void> => takeUp('join', input);

/** Takes up a reset: a new password, and nobody is signed in any more. @throws Refused */
export const resetPassword = (input: ResetPasswordInput): Promise<void> => takeUp('reset', input);

/** Changes one's own password. @throws ApiProblem */
export const changePassword = (input: ChangePasswordInput): Promise<SessionsEnded> =>
  callApi('/people/me/password', { method: 'PUT', body: input, parse: sessionsEnded.parse });

/** Everything read of people lies under this, so that one change refreshes all of it. */
export const PEOPLE_KEY = ['people'] as const;
export const PEOPLE_PAGE_SIZE = 100;
const REFRESH_MS = 20_000;

const peoplePage = pageOf(personRow);
export type PeoplePage = z.infer<typeof peoplePage>;

/** Other admins' changes come by asking now and then: the live stream carries incidents. */
export const peopleQuery = infiniteQueryOptions({
  queryKey: [...PEOPLE_KEY, 'list'] as const,
  queryFn: ({ pageParam, signal }) => {
    const search = new URLSearchParams({ limit: String(PEOPLE_PAGE_SIZE) });
    if (pageParam) search.set('cursor', pageParam);
    return callApi(`/people?${search}`, { parse: peoplePage.parse, signal });
  },
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: REFRESH_MS,
});

const personPath = (id: string, rest: string) => `/people/${encodeURIComponent(id)}/${rest}`;

/** @throws ApiProblem */
export const postInvitation = (input: InvitePersonInput): Promise<OneTimeLink> =>
  callApi('/people', { method: 'POST', body: input, parse: oneTimeLink.parse });

/** @throws ApiProblem */
export const putRoles = (id: string, roles: InvitePersonInput['roles']) =>
  callApi(personPath(id, 'roles'), { method: 'PUT', body: { roles }, parse: personRow.parse });

/** Shuts out, or lets in again. @throws ApiProblem */
export const postStanding = (id: string, change: 'disable' | 'enable', reason: string) =>
  callApi(personPath(id, change), { method: 'POST', body: { reason }, parse: personRow.parse });

/** @throws ApiProblem */
export const postReset = (id: string): Promise<OneTimeLink> =>
  callApi(personPath(id, 'reset'), { method: 'POST', parse: oneTimeLink.parse });
