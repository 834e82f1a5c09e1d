import 'server-only';
import { z } from 'zod';
import { answerOfferInput, companion, handoverRow, offerCommandInput } from '@/lib/command/schema';
import { answerOffer } from '@/lib/command/server/answer-offer';
import { listCompany } from '@/lib/command/server/company';
import { getHandover } from '@/lib/command/server/get-handover';
import { offerCommand, withdrawOffer } from '@/lib/command/server/offer-command';
import { endpoint } from '@/lib/http/endpoint';
import { pageOf } from '@/lib/log/schema';

const tags = ['incidents'];
const params = z.object({ id: z.string() });

export const listCompanyEndpoint = endpoint({
  method: 'GET',
  path: '/incidents/{id}/people',
  summary: 'Who can see an incident: whom a note may name, and whom command may be handed to',
  tags,
  permission: 'incident.company',
  params,
  response: pageOf(companion),
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => listCompany(ctx, { id }),
});

export const getHandoverEndpoint = endpoint({
  method: 'GET',
  path: '/incidents/{id}/handover',
  summary: 'The latest hand-over of the command of an incident',
  tags,
  permission: 'incident.company',
  params,
  response: z.object({ handover: handoverRow.nullable() }),
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => getHandover(ctx, { id }),
});

export const offerCommandEndpoint = endpoint({
  method: 'POST',
  path: '/incidents/{id}/handover',
  summary: 'Offer the command of an incident to another, with a summary',
  description:
    'Whoever offers commands until the other accepts. Both are told: the other at once, and whoever offered once it is answered.',
  tags,
  permission: 'incident.change',
  params,
  body: offerCommandInput,
  status: 201,
  response: handoverRow,
  problems: ['not-found', 'merged', 'not-in-command', 'handover-open', 'unknown-reference'],
  run: (ctx, { params: { id }, body }) => offerCommand(ctx, { id, ...body }),
});

export const answerOfferEndpoint = endpoint({
  method: 'POST',
  path: '/incidents/{id}/handover/answer',
  summary: 'Accept the command of an incident, or decline it',
  tags,
  permission: 'incident.change',
  params,
  body: answerOfferInput,
  response: handoverRow,
  problems: ['not-found', 'merged', 'no-handover'],
  run: (ctx, { params: { id }, body }) => answerOffer(ctx, { id, ...body }),
});

export const withdrawOfferEndpoint = endpoint({
  method: 'POST',
  path: '/incidents/{id}/handover/withdrawal',
  summary: 'Take an offer of command back',
  tags,
  permission: 'incident.change',
  params,
  body: z.strictObject({}),
  response: handoverRow,
  problems: ['not-found', 'merged', 'not-in-command', 'no-handover'],
  run: (ctx, { params: { id } }) => withdrawOffer(ctx, { id }),
});
