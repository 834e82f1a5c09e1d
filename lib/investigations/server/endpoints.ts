import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, entryParam, limitParam, sequenceParam, sequencePlace } from '@/lib/http/page';
import { waitParam } from '@/lib/http/wait';
import {
  checkpointRow,
  directiveRow,
  investigationRow,
  investigationStatus,
  stage,
} from '@/lib/investigations/schema';
import {
  createInvestigationInput,
  decideCheckpointInput,
  giveControlInput,
  postEventsInput,
  requestCheckpointInput,
} from '@/lib/investigations/schema-input';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { getCheckpoint } from '@/lib/investigations/server/get-checkpoint';
import { getState } from '@/lib/investigations/server/get-state';
import { giveControl } from '@/lib/investigations/server/give-control';
import { listDirectives } from '@/lib/investigations/server/list-directives';
import { postEvents } from '@/lib/investigations/server/post-events';
import { getEvidence, listEvents } from '@/lib/investigations/server/read-events';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { streamEvents } from '@/lib/investigations/server/stream-events';
import { investigationState } from '@/lib/investigations/views';
import { pageOf, storedEvent } from '@/lib/log/schema';

const tags = ['investigations'];
const params = z.object({ id: z.string() });
const held = ['not-found', 'waiting-at-checkpoint', 'paused', 'stopped', 'stage-locked'] as const;

export const createInvestigationEndpoint = endpoint({
  method: 'POST',
  path: '/investigations',
  summary: 'Begin an investigation of an incident',
  tags,
  permission: 'investigation.create',
  body: createInvestigationInput,
  status: 201,
  response: investigationRow,
  problems: [
    'not-found',
    'out-of-scope',
    'closed',
    'merged',
    'imported',
    'not-a-recording',
    'frozen',
  ],
  run: (ctx, { body }) => createInvestigation(ctx, body),
});

export const getInvestigationEndpoint = endpoint({
  method: 'GET',
  path: '/investigations/{id}',
  summary: 'Read an investigation, now or as it was known at a seq',
  tags,
  permission: 'investigation.read',
  params,
  query: z.strictObject({ at: entryParam }),
  response: investigationState,
  problems: ['not-found'],
  run: (ctx, { params: { id }, query: { at } }) => getState(ctx, { id, at }),
});

export const postEventsEndpoint = endpoint({
  method: 'POST',
  path: '/investigations/{id}/events',
  summary: 'Record a batch of events, all or nothing',
  tags,
  permission: 'investigation.write',
  params,
  body: postEventsInput,
  response: z.object({
    accepted: z.number().int(),
    duplicates: z.number().int(),
    lastSeq: z.number().int(),
    status: investigationStatus,
    stage,
    checkpointId: z.string().nullable(),
    directives: z.array(directiveRow),
  }),
  problems: [...held, 'out-of-scope', 'unknown-reference'],
  run: (ctx, { params: { id }, body }) => postEvents(ctx, { id, ...body }),
});

export const listEventsEndpoint = endpoint({
  method: 'GET',
  path: '/investigations/{id}/events',
  summary: 'Read events after a seq, or the last ones before one',
  tags,
  permission: 'investigation.read',
  params,
  query: z.strictObject({
    after: sequenceParam,
    before: entryParam,
    limit: limitParam,
    cursor: cursorParam(sequencePlace),
    bodies: z.enum(['true', 'false']).default('true'),
  }),
  response: pageOf(storedEvent),
  problems: ['not-found'],
  run: (ctx, { params: { id }, query: { after, before, limit, cursor, bodies } }) =>
    listEvents(ctx, { id, after: cursor ?? after, before, limit, bodies: bodies === 'true' }),
});

export const streamEventsEndpoint = endpoint({
  method: 'GET',
  path: '/investigations/{id}/stream',
  summary: 'Follow events as they come; `Last-Event-ID` resumes',
  tags,
  permission: 'investigation.read',
  params,
  query: z.strictObject({ after: sequenceParam }),
  response: z.string(),
  produces: 'text/event-stream',
  problems: ['not-found'],
  run: (ctx, { params: { id }, query: { after }, request }) =>
    streamEvents(ctx, request, { id, after }),
});

export const requestCheckpointEndpoint = endpoint({
  method: 'POST',
  path: '/investigations/{id}/checkpoints',
  summary: 'Stop and wait for a person',
  tags,
  permission: 'checkpoint.request',
  params,
  body: requestCheckpointInput,
  status: 201,
  response: checkpointRow,
  problems: [...held, 'unknown-reference'],
  run: (ctx, { params: { id }, body }) => requestCheckpoint(ctx, { id, ...body }),
});

export const getCheckpointEndpoint = endpoint({
  method: 'GET',
  path: '/checkpoints/{id}',
  summary: 'Read a stop point; with `wait`, once it is decided or expired',
  tags,
  permission: 'investigation.read',
  params,
  query: z.strictObject({ wait: waitParam }),
  response: checkpointRow,
  problems: ['not-found'],
  run: (ctx, { params: { id }, query }) => getCheckpoint(ctx, { id, waitS: query.wait }),
});

export const decideCheckpointEndpoint = endpoint({
  method: 'POST',
  path: '/checkpoints/{id}/decision',
  summary: 'Let it continue, ask for more, or stop',
  tags,
  permission: 'checkpoint.decide',
  params,
  body: decideCheckpointInput,
  response: checkpointRow,
  problems: [
    'not-found',
    'already-decided',
    'expired',
    'not-in-command',
    'claim-refuted',
    'frozen',
    'paused',
  ],
  run: (ctx, { params: { id }, body }) => decideCheckpoint(ctx, { id, ...body }),
});

export const giveControlEndpoint = endpoint({
  method: 'POST',
  path: '/investigations/{id}/controls',
  summary: 'Pause, resume, stop or steer',
  tags,
  permission: 'control.give',
  params,
  body: giveControlInput,
  response: investigationRow,
  problems: [
    'not-found',
    'waiting-at-checkpoint',
    'paused',
    'not-paused',
    'stopped',
    'imported',
    'frozen',
  ],
  run: (ctx, { params: { id }, body }) => giveControl(ctx, { id, ...body }),
});

export const listDirectivesEndpoint = endpoint({
  method: 'GET',
  path: '/investigations/{id}/directives',
  summary: 'What people told the agent, after a seq',
  tags,
  permission: 'directive.read',
  params,
  query: z.strictObject({ after: sequenceParam, wait: waitParam }),
  response: pageOf(directiveRow),
  problems: ['not-found'],
  run: (ctx, { params: { id }, query }) =>
    listDirectives(ctx, { id, after: query.after, waitS: query.wait }),
});

export const getEvidenceEndpoint = endpoint({
  method: 'GET',
  path: '/investigations/{id}/evidence/{evidenceId}',
  summary: 'Read one item of evidence, body and all',
  tags,
  permission: 'investigation.read',
  params: params.extend({ evidenceId: z.string() }),
  response: storedEvent,
  problems: ['not-found'],
  run: (ctx, { params: { id, evidenceId } }) => getEvidence(ctx, { id, evidenceId }),
});
