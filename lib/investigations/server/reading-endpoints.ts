import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { entryParam, limitParam } from '@/lib/http/page';
import { activity } from '@/lib/investigations/activity';
import { foundEvents } from '@/lib/investigations/answers';
import { readActivity } from '@/lib/investigations/server/read-activity';
import { searchEvents } from '@/lib/investigations/server/search-events';

const tags = ['investigations'];
const params = z.object({ id: z.string() });

export const readActivityEndpoint = endpoint({
  method: 'GET',
  path: '/investigations/{id}/activity',
  summary: 'When something happened, and whose doing it was, in stretches for a strip',
  tags,
  permission: 'investigation.read',
  params,
  response: activity,
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => readActivity(ctx, { id }),
});

const list = z
  .string()
  .regex(/^[a-z_.,-]{1,400}$/, 'must be names with commas between them')
  .transform((text) => text.split(',').filter((each) => each !== ''))
  .default([]);

export const searchEventsEndpoint = endpoint({
  method: 'GET',
  path: '/investigations/{id}/search',
  summary: 'Search the events of an investigation, the newest first',
  description:
    'Finds `text` anywhere in what an event says, whatever its case, bodies of evidence included; `kinds` are beginnings of kinds, as `step.,evidence.`. A call looks through a stretch of events before `before`: with `at`, nothing after that seq; the answer says in `lookedTo` how far it came, and `before` of the next call goes on from there until it is 1.',
  tags,
  permission: 'investigation.read',
  params,
  query: z.strictObject({
    text: z
      .string()
      .max(200)
      .refine((text) => !text.includes('\0'), 'must hold no NUL')
      .default(''),
    kinds: list,
    sources: list,
    before: entryParam,
    at: entryParam,
    limit: limitParam,
  }),
  response: foundEvents,
  problems: ['not-found'],
  run: (ctx, { params: { id }, query }) => searchEvents(ctx, { id, ...query }),
});
