import { queryOptions } from '@tanstack/react-query';
import { type AnswerOfferInput, companion, type OfferCommandInput } from '@/lib/command/schema';
import { callApi } from '@/lib/http/call-api';
import { pageOf } from '@/lib/log/schema';

const pathOf = (incidentId: string) => `/incidents/${encodeURIComponent(incidentId)}`;
const company = pageOf(companion);
const STALE_MS = 60_000;

/** Who can see an incident: whom a note may name, and whom command may be handed to. */
export const companyQuery = (incidentId: string) =>
  queryOptions({
    queryKey: ['incident', incidentId, 'company'] as const,
    queryFn: async ({ signal }) => {
      const page = await callApi(`${pathOf(incidentId)}/people`, { parse: company.parse, signal });
      return page.items;
    },
    staleTime: STALE_MS,
  });

/** What the server answers to these reaches the room by the live stream. */
const heard = () => undefined;
const post = (path: string, body: unknown) => callApi(path, { method: 'POST', body, parse: heard });

/** Offers the command of an incident to another. @throws ApiProblem */
export const offerCommand = (incidentId: string, input: OfferCommandInput) =>
  post(`${pathOf(incidentId)}/handover`, input);

/** Accepts command, or declines it. @throws ApiProblem */
export const answerOffer = (incidentId: string, input: AnswerOfferInput) =>
  post(`${pathOf(incidentId)}/handover/answer`, input);

/** Takes an offer back. @throws ApiProblem */
export const withdrawOffer = (incidentId: string) =>
  post(`${pathOf(incidentId)}/handover/withdrawal`, {});
