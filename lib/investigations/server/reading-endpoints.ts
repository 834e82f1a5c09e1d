import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { activity } from '@/lib/investigations/activity';
import { readActivity } from '@/lib/investigations/server/read-activity';

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
