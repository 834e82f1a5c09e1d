import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam } from '@/lib/http/page';
import { decidedItem, inboxCount, inboxView, whose } from '@/lib/inbox/schema';
import { instant, madeId, pageOf } from '@/lib/log/schema';
import { countInbox } from './count-inbox';
import { listDecisions } from './list-decisions';
import { readInbox } from './read-inbox';

const tags = ['inbox'];

export const readInboxEndpoint = endpoint({
  method: 'GET',
  path: '/inbox',
  summary: 'What waits on people: the reader first, then whom else, by urgency',
  tags,
  permission: 'inbox.read',
  response: inboxView,
  problems: [],
  run: (ctx) => readInbox(ctx),
});

export const countInboxEndpoint = endpoint({
  method: 'GET',
  path: '/inbox/count',
  summary: 'How much waits on the reader',
  tags,
  permission: 'inbox.read',
  response: inboxCount,
  problems: [],
  run: (ctx) => countInbox(ctx),
});

export const listDecisionsEndpoint = endpoint({
  method: 'GET',
  path: '/decisions',
  summary: 'What people decided in the last 90 days, newest first, and what became of it',
  tags,
  permission: 'inbox.read',
  query: z.strictObject({
    by: whose.default('team'),
    limit: limitParam,
    cursor: cursorParam(z.tuple([instant, madeId])),
  }),
  response: pageOf(decidedItem),
  problems: [],
  run: (ctx, { query }) => listDecisions(ctx, query),
});
