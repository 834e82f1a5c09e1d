import 'server-only';
import { z } from 'zod';
import { actionOut, actionSummary } from '@/lib/actions/output';
import { decideActionInput } from '@/lib/actions/decision-input';
import {
  actionState,
  proposeActionInput,
  reviewInput,
  withdrawActionInput,
} from '@/lib/actions/schema';
import { amendAction } from '@/lib/actions/server/amend-action';
import { decideAction } from '@/lib/actions/server/decide-action';
import { digestPreimage } from '@/lib/actions/server/digest-preimage';
import { getAction } from '@/lib/actions/server/get-action';
import { listActions } from '@/lib/actions/server/list-actions';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { readView } from '@/lib/actions/server/read-view';
import { reviewAction } from '@/lib/actions/server/review-action';
import { settleAction } from '@/lib/actions/server/settle-action';
import { withdrawAction } from '@/lib/actions/server/withdraw-action';
import { settlementInput } from '@/lib/grants/schema';
import { coSigningRoles } from '@/lib/actions/server/signing-roles';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam } from '@/lib/http/page';
import { waitParam } from '@/lib/http/wait';
import { clock } from '@/lib/incidents/schema';
import { instant, madeId, pageOf } from '@/lib/log/schema';

const tags = ['actions'];
const params = z.object({ id: z.string() });

const proposing = [
  'not-found',
  'out-of-scope',
  'waiting-at-checkpoint',
  'paused',
  'stopped',
  'mode-observe',
  'stage-locked',
  'no-executor',
  'unknown-reference',
  'frozen',
] as const;
const pastChange = [
  'already-decided',
  'already-redeemed',
  'expired',
  'revoked',
  'withdrawn',
] as const;

/** `?state=`: one state, or several with commas between. */
const statesParam = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(actionState).min(1).max(actionState.options.length))
  .optional();

export const proposeActionEndpoint = endpoint({
  method: 'POST',
  path: '/investigations/{id}/actions',
  summary: 'Propose a change, which then waits for people',
  description:
    'The executor is chosen and the risk computed now, from the catalogue of services, and both are bound by the digest.',
  tags,
  permission: 'action.propose',
  params,
  body: proposeActionInput,
  status: 201,
  response: actionOut,
  problems: proposing,
  run: (ctx, { params: { id }, body }) => proposeAction(ctx, { investigationId: id, ...body }),
});

export const amendActionEndpoint = endpoint({
  method: 'PUT',
  path: '/actions/{id}',
  summary: 'Replace a proposal by a new version, without approvals',
  tags,
  permission: 'action.amend',
  params,
  body: proposeActionInput,
  response: actionOut,
  problems: [...proposing, ...pastChange],
  run: (ctx, { params: { id }, body }) => amendAction(ctx, { actionId: id, ...body }),
});

export const withdrawActionEndpoint = endpoint({
  method: 'POST',
  path: '/actions/{id}/withdraw',
  summary: 'Take a proposal back',
  tags,
  permission: 'action.withdraw',
  params,
  body: withdrawActionInput,
  response: actionOut,
  problems: ['not-found', ...pastChange],
  run: (ctx, { params: { id }, body }) => withdrawAction(ctx, { actionId: id, ...body }),
});

export const listActionsEndpoint = endpoint({
  method: 'GET',
  path: '/actions',
  summary: 'List actions, newest first',
  tags,
  permission: 'action.read',
  query: z.strictObject({
    state: statesParam,
    incidentId: madeId.optional(),
    investigationId: madeId.optional(),
    clock: clock.optional(),
    glassBroken: z.literal('true').optional(),
    limit: limitParam,
    cursor: cursorParam(z.tuple([instant, madeId])),
  }),
  response: pageOf(actionSummary),
  problems: [],
  run: (ctx, { query: { state, glassBroken, ...query } }) =>
    listActions(ctx, { states: state, isGlassBroken: glassBroken === 'true', ...query }),
});

export const getActionEndpoint = endpoint({
  method: 'GET',
  path: '/actions/{id}',
  summary: 'Read an action with the ground it stands on',
  description:
    'With `wait`, answers as soon as the state differs from `since`, which is the state at the call unless said.',
  tags,
  permission: 'action.read',
  params,
  query: z.strictObject({ wait: waitParam, since: actionState.optional() }),
  response: actionOut,
  problems: ['not-found'],
  run: (ctx, { params: { id }, query: { wait, since } }) =>
    getAction(ctx, { actionId: id, waitS: wait, since }),
});

export const digestPreimageEndpoint = endpoint({
  method: 'GET',
  path: '/actions/{id}/digest-preimage',
  summary: 'The exact bytes whose SHA-256 is the digest: RFC 8785 text of all that is bound',
  tags,
  permission: 'action.read',
  params,
  response: z.string(),
  produces: 'application/json',
  problems: ['not-found', 'preimage-erased'],
  run: async (ctx, { params: { id } }) =>
    new Response(await digestPreimage(ctx, id), {
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
    }),
});

export const decisionViewEndpoint = endpoint({
  method: 'GET',
  path: '/actions/{id}/views/{viewDigest}',
  summary: 'What the decision page showed at a signature: the exact bytes that hash to its digest',
  description:
    'RFC 8785 text. `view` in it names the version of the page; a decision whose `view` is null kept none.',
  tags,
  permission: 'action.read',
  params: z.object({ id: z.string(), viewDigest: z.string() }),
  response: z.string(),
  produces: 'application/json',
  problems: ['not-found', 'preimage-erased'],
  run: async (ctx, { params: { id, viewDigest } }) =>
    new Response(await readView(ctx, { actionId: id, viewDigest }), {
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
    }),
});

export const decideActionEndpoint = endpoint({
  method: 'POST',
  path: '/actions/{id}/decisions',
  summary: 'Approve or reject one version of an action',
  description:
    '`requirements.roles` names each role that must be among the signers, `requirements.approvals` how many people that makes: a co-signer once, approvers for the rest, nobody for two. An approval that brings none of it nearer is refused with 409 `not-eligible`. `breakGlass` approves though fewer sign than the policy asks for, or without the passkey it asks for: it takes two people, unless only one could have signed when the action was proposed, and a review afterwards. Who may sign, and separation of duties, stay as they are.',
  tags,
  permission: 'action.decide',
  bearing: async () => ({ signers: await coSigningRoles() }),
  params,
  body: decideActionInput,
  response: actionOut,
  problems: [
    'not-found',
    'not-eligible',
    'separation-of-duties',
    'step-up-required',
    'version-superseded',
    'digest-mismatch',
    'view-changed',
    'already-decided',
    'break-glass-needless',
    'expired',
    'frozen',
  ],
  run: (ctx, { params: { id }, body }) => decideAction(ctx, { actionId: id, ...body }),
});

export const reviewActionEndpoint = endpoint({
  method: 'POST',
  path: '/actions/{id}/review',
  summary: 'Say afterwards whether the glass had to be broken',
  tags,
  permission: 'action.review',
  params,
  body: reviewInput,
  response: actionOut,
  problems: ['not-found', 'separation-of-duties', 'nothing-to-review', 'already-decided'],
  run: (ctx, { params: { id }, body }) => reviewAction(ctx, { actionId: id, ...body }),
});

export const settleActionEndpoint = endpoint({
  method: 'POST',
  path: '/actions/{id}/settlement',
  summary: 'Say how an execution ended of which nothing more was heard',
  tags,
  permission: 'action.settle',
  params,
  body: settlementInput,
  response: actionOut,
  problems: ['not-found', 'not-indeterminate'],
  run: (ctx, { params: { id }, body }) => settleAction(ctx, { actionId: id, ...body }),
});
