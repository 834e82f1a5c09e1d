import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/call-api';
import { pageOf } from '@/lib/log/schema';
import {
  enrolment,
  passkeyOut,
  passkeysOut,
  question,
  readiness,
  recoveryOut,
  type Enrolment,
  type PasskeyOut,
  type PasskeysOut,
  type Question,
  type RecoveryOut,
} from '@/lib/passkeys/output';
import type { AddPasskeyInput } from '@/lib/passkeys/schema';
import type { AssertionInput } from '@/lib/passkeys/signature-schema';

const OWN = '/people/me/passkeys';
const pathOf = (id: string) => `${OWN}/${encodeURIComponent(id)}`;

/** Whatever is changed of passkeys, any list of them may be another. */
export const PASSKEYS_KEY = ['passkeys'] as const;

/** One's own passkeys, and what it takes to add one. */
export const passkeysQuery = queryOptions({
  queryKey: [...PASSKEYS_KEY, 'own'] as const,
  queryFn: ({ signal }) => callApi(OWN, { parse: passkeysOut.parse, signal }),
});

/** Which approvers could not sign what needs a passkey. */
export const readinessQuery = queryOptions({
  queryKey: [...PASSKEYS_KEY, 'readiness'] as const,
  queryFn: ({ signal }) => callApi('/passkey-readiness', { parse: readiness.parse, signal }),
});

/** The latest recoveries. */
export const recoveriesQuery = queryOptions({
  queryKey: [...PASSKEYS_KEY, 'recoveries'] as const,
  queryFn: ({ signal }) =>
    callApi('/passkey-recoveries?limit=20', { parse: pageOf(recoveryOut).parse, signal }),
  refetchInterval: 30_000,
});

/** Begins to enrol, with the password. @throws ApiProblem */
export const putEnrolment = (password: string): Promise<Enrolment> =>
  callApi(`${OWN}/enrolment`, { method: 'PUT', body: { password }, parse: enrolment.parse });

/** @throws ApiProblem */
export const postPasskey = (input: AddPasskeyInput): Promise<PasskeyOut> =>
  callApi(OWN, { method: 'POST', body: input, parse: passkeyOut.parse });

/** @throws ApiProblem */
export const patchPasskey = (id: string, name: string): Promise<PasskeyOut> =>
  callApi(pathOf(id), { method: 'PATCH', body: { name }, parse: passkeyOut.parse });

/** @throws ApiProblem */
export const postRemovalOptions = (id: string): Promise<Question> =>
  callApi(`${pathOf(id)}/removal-options`, { method: 'POST', parse: question.parse });

/** @throws ApiProblem */
export const postRemoval = (id: string, assertion: AssertionInput): Promise<PasskeysOut> =>
  callApi(`${pathOf(id)}/remove`, {
    method: 'POST',
    body: { assertion },
    parse: passkeysOut.parse,
  });

const postRecovery = (path: string, body?: object): Promise<RecoveryOut> =>
  callApi(path, { method: 'POST', body, parse: recoveryOut.parse });

/** The first of two admins opens it. @throws ApiProblem */
export const postOpenRecovery = (personId: string, reason: string) =>
  postRecovery(`/people/${encodeURIComponent(personId)}/passkey-recoveries`, { reason });

/** The second confirms. @throws ApiProblem */
export const postConfirmRecovery = (id: string) =>
  postRecovery(`/passkey-recoveries/${encodeURIComponent(id)}/confirm`);

/** An admin, or the person it is for, takes it back. @throws ApiProblem */
export const postWithdrawRecovery = (id: string) =>
  postRecovery(`/passkey-recoveries/${encodeURIComponent(id)}/withdraw`);
