import 'server-only';
import { z } from 'zod';
import { roomChanges } from '@/lib/changes/schema';
import { readChanges } from '@/lib/changes/server/read-changes';
import { endpoint } from '@/lib/http/endpoint';
import { momentParam } from '@/lib/live/instant';

export const readChangesEndpoint = endpoint({
  method: 'GET',
  path: '/incidents/{id}/changes',
  summary: 'What changed in a room between two moments',
  description:
    '`since` and `at` are moments as `GET /incidents/{id}/room` takes them, in either order; without `at`, up to now. The answer is the difference of what the room folded to at both, net of what came and went in between, with what was added.',
  tags: ['incidents'],
  permission: 'incident.read',
  params: z.object({ id: z.string() }),
  query: z.strictObject({
    since: momentParam,
    at: momentParam.optional(),
    run: z.string().min(1).max(64).optional(),
  }),
  response: roomChanges,
  problems: ['not-found'],
  run: (ctx, { params: { id }, query }) => readChanges(ctx, { id, ...query }),
});
