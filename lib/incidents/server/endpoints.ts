import 'server-only';
import { z } from 'zod';
import { alertSource } from '@/lib/access/server/alert-source';
import { endpoint } from '@/lib/http/endpoint';
import {
  alertmanagerWebhook,
  changeIncidentInput,
  incidentRow,
  openIncidentInput,
} from '@/lib/incidents/schema';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { listIncidents } from '@/lib/incidents/server/list-incidents';
import { listIncidentsQuery } from '@/lib/incidents/server/list-query';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { readFloorRows } from '@/lib/incidents/server/read-floor-rows';
import { readServiceMap } from '@/lib/incidents/server/read-service-map';
import { serviceMap } from '@/lib/incidents/service-map';
import { readRoom } from '@/lib/incidents/server/read-room';
import { readRoomThen } from '@/lib/incidents/server/read-room-then';
import { receiveAlerts } from '@/lib/incidents/server/receive-alerts';
import { floorRows, floorView, incidentItem, roomView } from '@/lib/incidents/views';
import { MOST_ROOMS } from '@/lib/live/cursor';
import { momentParam } from '@/lib/live/instant';
import { streamLive } from '@/lib/live/server/stream-live';
import { madeId, pageOf } from '@/lib/log/schema';

const tags = ['incidents'];
const params = z.object({ id: z.string() });

export const openIncidentEndpoint = endpoint({
  method: 'POST',
  path: '/incidents',
  summary: 'Open an incident',
  tags,
  permission: 'incident.open',
  body: openIncidentInput,
  status: 201,
  response: incidentRow,
  problems: ['out-of-scope'],
  run: (ctx, { body }) => openIncident(ctx, body),
});

export const listIncidentsEndpoint = endpoint({
  method: 'GET',
  path: '/incidents',
  summary: 'List incidents, newest first',
  description:
    'A merged incident has no status of its own: with `status` it is left out, with `mergedInto` those are listed that are part of one. With `wait`, answers as soon as there is an incident where there was none, or the list differs from what it was at the call.',
  tags,
  permission: 'incident.read',
  query: listIncidentsQuery,
  response: pageOf(incidentItem),
  problems: [],
  run: (ctx, { query }) => listIncidents(ctx, query),
});

export const getIncidentEndpoint = endpoint({
  method: 'GET',
  path: '/incidents/{id}',
  summary: 'Read an incident',
  tags,
  permission: 'incident.read',
  params,
  response: incidentRow,
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => getIncident(ctx, { id }),
});

export const changeIncidentEndpoint = endpoint({
  method: 'PATCH',
  path: '/incidents/{id}',
  summary: 'Change an incident',
  description:
    '`mergedInto` makes it part of another, or of what that is part of, and takes a commander of both. See also `merges`, `unmerge` and `split`.',
  tags,
  permission: 'incident.change',
  params,
  body: changeIncidentInput,
  response: incidentRow,
  problems: ['not-found', 'merged', 'closed', 'imported', 'unknown-reference'],
  run: (ctx, { params: { id }, body }) => changeIncident(ctx, { id, ...body }),
});

export const readRoomEndpoint = endpoint({
  method: 'GET',
  path: '/incidents/{id}/room',
  summary: 'Everything that the room of an incident starts from, now or as it was known',
  description:
    '`at` is a seq of the investigation that `run` names (its latest, unless said), or an instant: then all of it is as it was known at that moment, and `asOf` says which that was.',
  tags,
  permission: 'incident.read',
  params,
  query: z.strictObject({
    at: momentParam.optional(),
    run: z.string().min(1).max(64).optional(),
  }),
  response: roomView,
  problems: ['not-found'],
  run: (ctx, { params: { id }, query: { at, run } }) =>
    at === undefined ? readRoom(ctx, { id }) : readRoomThen(ctx, { id, run, moment: at }),
});

export const readFloorEndpoint = endpoint({
  method: 'GET',
  path: '/floor',
  summary: 'Every live incident, what waits on you first',
  tags,
  permission: 'incident.read',
  response: floorView,
  problems: [],
  run: (ctx) => readFloor(ctx),
});

export const readFloorRowsEndpoint = endpoint({
  method: 'GET',
  path: '/floor/rows',
  summary: 'A few rows of the floor, by the incidents that something happened to',
  tags,
  permission: 'incident.read',
  query: z.strictObject({
    ids: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(madeId).max(100)),
  }),
  response: floorRows,
  problems: [],
  run: (ctx, { query }) => readFloorRows(ctx, query),
});

export const liveEndpoint = endpoint({
  method: 'GET',
  path: '/live',
  summary: "The browser's one stream: changes everywhere, all of some rooms, and who is in them",
  description:
    '`change` frames say that something happened. With `room`, one or several with commas between, `timeline` frames carry every event of those incidents and their investigations, bodies of evidence left out, and are not told as changes besides, unless `changes=all` asks for it; `carry` frames say which stream is carried for which room and after which seq (`null`: no longer; `anew`: the room has another shape and is to be read anew), before its first event; `presence` frames say which people have the room open. `after` names the last seq held of each stream, as `inv_a:12,inc_x:3`; `Last-Event-ID` resumes. `as` names whom the reader takes itself for: 401 where somebody else is signed in. A room that is not yours to know of is named by `room` in the 404.',
  tags,
  permission: 'incident.read',
  query: z.strictObject({
    room: z
      .string()
      .transform((text) => [...new Set(text.split(','))])
      .pipe(z.array(madeId).max(MOST_ROOMS))
      .optional(),
    after: z.string().max(8000).optional(),
    changes: z.enum(['all', 'others']).optional(),
    as: madeId.optional(),
  }),
  response: z.string(),
  produces: 'text/event-stream',
  problems: ['not-found'],
  run: (ctx, { query, request }) => streamLive(ctx, request, query),
});

export const alertmanagerEndpoint = endpoint({
  method: 'POST',
  path: '/api/webhooks/alertmanager',
  base: 'site',
  summary: 'Take in alerts, as Alertmanager sends them (webhook version 4)',
  tags,
  permission: 'incident.open',
  authenticate: alertSource,
  body: alertmanagerWebhook,
  response: z.object({ incidentId: z.string().nullable(), created: z.boolean() }),
  problems: [],
  run: (ctx, { body }) => receiveAlerts(ctx, body),
});

export const readServiceMapEndpoint = endpoint({
  method: 'GET',
  path: '/service-map',
  summary: 'The catalogue of services whole, with the incidents open on it',
  tags: ['services'],
  permission: 'service.read',
  response: serviceMap,
  problems: [],
  run: (ctx) => readServiceMap(ctx),
});
