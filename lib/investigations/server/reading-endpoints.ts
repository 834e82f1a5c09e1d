import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { entryParam, limitParam } from '@/lib/http/page';
import { activity } from '@/lib/investigations/activity';
import { foundEvents } from '@/lib/investigations/answers';
import { readActivity } from '@/lib/investigations/server/read-activity';
import { searchEvents } from '@/lib/investigations/server/search-events';
import { instant } from '@/lib/log/schema';

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

const MOST_NAMES = 50;

/** Names may hold anything: each is escaped once more than a query is, so that commas part them. */
const names = z
  .string()
  .max(8000)
  .transform((text, context) => {
    try {
      return text.split(',').flatMap((each) => (each === '' ? [] : [decodeURIComponent(each)]));
    } catch {
      context.addIssue({ code: 'custom', message: 'must be names, percent-encoded' });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.string().max(120)).max(MOST_NAMES))
  .refine((all) => !all.some((name) => name.includes('\0')), 'must hold no NUL')
  .default([]);

export const searchEventsEndpoint = endpoint({
  method: 'GET',
  path: '/investigations/{id}/search',
  summary: 'Search the events of an investigation, the newest first',
  description:
    'Finds `text` anywhere in what an event says, whatever its case, bodies of evidence included; `kinds` are beginnings of kinds, as `step.,evidence.`; `services` are names, each percent-encoded, with commas between them: those that evidence was read from, that a change is to be made to, or that an agent reached for outside its scope. `from` and `to` keep to a stretch of time, its ends included, by the clock that the run is told by. A call looks through a stretch of events before `before`: with `at`, nothing after that seq; the answer says in `lookedTo` how far it came, and `before` of the next call goes on from there until it is 1.',
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
    services: names,
    from: instant.nullable().default(null),
    to: instant.nullable().default(null),
    before: entryParam,
    at: entryParam,
    limit: limitParam,
  }),
  response: foundEvents,
  problems: ['not-found'],
  run: (ctx, { params: { id }, query }) => searchEvents(ctx, { id, ...query }),
});
