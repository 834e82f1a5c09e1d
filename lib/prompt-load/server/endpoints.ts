import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { loadDays, promptLoad } from '@/lib/prompt-load/schema';
import { readLoad } from './read-load';

export const readLoadEndpoint = endpoint({
  method: 'GET',
  path: '/prompt-load',
  summary: 'How much people were asked to decide, and how they kept up',
  description:
    'Asked, decided, expired, withdrawn and superseded, with the median and the 90th percentile of the time to decide, in all, for each person, each service and each day. What an agent reads asks nobody; what policy lets pass by itself is no prompt.',
  tags: ['inbox'],
  permission: 'load.read',
  query: z.strictObject({ days: loadDays.default('30') }),
  response: promptLoad,
  problems: [],
  run: (ctx, { query }) => readLoad(ctx, query),
});
