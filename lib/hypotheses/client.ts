import { callApi } from '@/lib/http/call-api';

const pathOf = (investigationId: string, hypothesisId: string) =>
  `/investigations/${encodeURIComponent(investigationId)}/hypotheses/${encodeURIComponent(hypothesisId)}`;

/** What the server answers to these reaches the room by the live stream. */
const heard = () => undefined;
const post = (path: string, body: unknown) => callApi(path, { method: 'POST', body, parse: heard });

/** Refutes a claim under one's own name. @throws ApiProblem */
export const refuteClaim = (investigationId: string, hypothesisId: string, reason: string) =>
  post(`${pathOf(investigationId, hypothesisId)}/refutation`, { reason });

/** Takes a person's refutation back. @throws ApiProblem */
export const reinstateClaim = (investigationId: string, hypothesisId: string, reason: string) =>
  post(`${pathOf(investigationId, hypothesisId)}/refutation/withdrawal`, { reason });
