import 'server-only';
import { z } from 'zod';
import type { Ctx } from '@/lib/access/actor';
import { freezeDetail, freezeOut, freezePage } from '@/lib/freeze/output';
import { askLiftInput, type FreezeRow, setFreezeInput } from '@/lib/freeze/schema';
import { getFreeze } from '@/lib/freeze/server/get-freeze';
import { agreeLift, askLift, withdrawLift } from '@/lib/freeze/server/lift-freeze';
import { listFreezes, showFreeze } from '@/lib/freeze/server/list-freezes';
import { setFreeze } from '@/lib/freeze/server/set-freeze';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam } from '@/lib/http/page';
import { waitParam } from '@/lib/http/wait';
import { instant, madeId } from '@/lib/log/schema';

const tags = ['freezes'];
const params = z.object({ id: z.string() });
const requestParams = z.object({ id: z.string(), requestId: z.string() });

const shown = async ({ actor }: Ctx, row: Promise<FreezeRow>) => showFreeze(actor, await row);

export const setFreezeEndpoint = endpoint({
  method: 'POST',
  path: '/freezes',
  summary: 'Freeze everything, or one service',
  description:
    'Pauses every live run it reaches, voids every grant that nobody redeemed, and until two people lift it lets none be minted or redeemed and no run begin or go on. `service` is a name, or `*` for everything. A freeze of a service reaches the runs of that service and the actions that target it, not what depends on it. Executions that have begun go on, and are counted in `underWay`.',
  tags,
  permission: 'freeze.set',
  body: setFreezeInput,
  status: 201,
  response: freezeOut,
  problems: ['not-found', 'already-frozen', 'unknown-reference'],
  run: (ctx, { body }) => shown(ctx, setFreeze(ctx, body)),
});

export const listFreezesEndpoint = endpoint({
  method: 'GET',
  path: '/freezes',
  summary: 'List freezes, newest first',
  description:
    'With `wait`, answers as soon as the page differs from what it was at the call: how an agent waits for a freeze to be lifted.',
  tags,
  permission: 'freeze.read',
  query: z.strictObject({
    state: z.enum(['active', 'lifted']).optional(),
    limit: limitParam,
    cursor: cursorParam(z.tuple([instant, madeId])),
    wait: waitParam,
  }),
  response: freezePage,
  problems: [],
  run: (ctx, { query: { wait, ...query } }) => listFreezes(ctx, { ...query, waitS: wait }),
});

export const getFreezeEndpoint = endpoint({
  method: 'GET',
  path: '/freezes/{id}',
  summary: 'Read a freeze, with the runs that it paused and that nobody let go on',
  tags,
  permission: 'freeze.read',
  params,
  response: freezeDetail,
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => getFreeze(ctx, id),
});

export const askLiftEndpoint = endpoint({
  method: 'POST',
  path: '/freezes/{id}/lift-requests',
  summary: 'Ask for a freeze to be lifted, to which another person has to agree',
  tags,
  permission: 'freeze.lift',
  params,
  body: askLiftInput,
  status: 201,
  response: freezeOut,
  problems: ['not-found', 'already-lifted', 'lift-requested'],
  run: (ctx, { params: { id }, body }) => shown(ctx, askLift(ctx, { freezeId: id, ...body })),
});

export const agreeLiftEndpoint = endpoint({
  method: 'POST',
  path: '/freezes/{id}/lift-requests/{requestId}/agree',
  summary: 'Agree, as another person, to lift a freeze',
  description:
    'Lifts it. Nothing resumes by itself: a commander lets each run go on, and what was void stays void.',
  tags,
  permission: 'freeze.lift',
  params: requestParams,
  response: freezeOut,
  problems: ['not-found', 'second-person', 'not-eligible', 'already-lifted', 'no-lift-request'],
  run: (ctx, { params: { id, requestId } }) =>
    shown(ctx, agreeLift(ctx, { freezeId: id, requestId })),
});

export const withdrawLiftEndpoint = endpoint({
  method: 'POST',
  path: '/freezes/{id}/lift-requests/{requestId}/withdraw',
  summary: 'Take back one’s own wish to lift a freeze',
  tags,
  permission: 'freeze.lift',
  params: requestParams,
  response: freezeOut,
  problems: ['not-found', 'already-lifted', 'no-lift-request'],
  run: (ctx, { params: { id, requestId } }) =>
    shown(ctx, withdrawLift(ctx, { freezeId: id, requestId })),
});
