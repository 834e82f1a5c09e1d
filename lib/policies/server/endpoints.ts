import 'server-only';
import { z } from 'zod';
import { NotFound } from '@/lib/errors';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam, MAX_SEQ } from '@/lib/http/page';
import { instant, pageOf } from '@/lib/log/schema';
import { backTest, backTestInput } from '@/lib/policies/back-test-schema';
import { adoptVersion } from '@/lib/policies/server/adopt-version';
import { backTestPolicy } from '@/lib/policies/server/back-test';
import { declineVersion } from '@/lib/policies/server/decline-version';
import { evaluatePolicy } from '@/lib/policies/server/evaluate';
import { proposeVersion } from '@/lib/policies/server/propose-version';
import {
  getPolicy,
  getPolicyVersion,
  listPolicyVersions,
} from '@/lib/policies/server/read-versions';
import { withdrawVersion } from '@/lib/policies/server/withdraw-version';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';
import {
  adoptVersionInput,
  declineVersionInput,
  policyOut,
  policyVersionOut,
  proposeVersionInput,
  withdrawVersionInput,
} from '@/lib/policies/views';
import { evaluateInput, evaluation } from '@/lib/policies/what-if-schema';

const tags = ['policies'];

const params = z.object({ id: z.string() });
const versionParams = params.extend({ version: z.string() });

/** The version that an address names. @throws NotFound for what no version of ours could be */
function versionOf({ id, version }: z.infer<typeof versionParams>): number {
  demandPolicy(id);
  const number = /^[1-9]\d{0,9}$/.test(version) ? Number(version) : 0;
  if (number === 0 || number > MAX_SEQ) throw new NotFound('This version');
  return number;
}

/** There is one policy. @throws NotFound for any other id */
function demandPolicy(id: string): void {
  if (id !== DEFAULT_POLICY_ID) throw new NotFound('This policy');
}

export const listPoliciesEndpoint = endpoint({
  method: 'GET',
  path: '/policies',
  summary: 'List policies as they are in force; there is one',
  tags,
  permission: 'policy.read',
  response: pageOf(policyOut),
  problems: [],
  run: async (ctx) => ({ items: [await getPolicy(ctx)], nextCursor: null }),
});

export const proposePolicyEndpoint = endpoint({
  method: 'POST',
  path: '/policies',
  summary: 'Propose a version, which holds for nothing until a second person adopts it',
  tags,
  permission: 'policy.manage',
  body: proposeVersionInput,
  status: 201,
  response: policyVersionOut,
  problems: ['stale', 'unchanged'],
  run: (ctx, { body }) => proposeVersion(ctx, body),
});

export const getPolicyEndpoint = endpoint({
  method: 'GET',
  path: '/policies/{id}',
  summary: 'Read a policy as it is in force',
  tags,
  permission: 'policy.read',
  params,
  response: policyOut,
  problems: ['not-found'],
  run: async (ctx, { params: { id } }) => {
    demandPolicy(id);
    return getPolicy(ctx);
  },
});

export const listPolicyVersionsEndpoint = endpoint({
  method: 'GET',
  path: '/policies/{id}/versions',
  summary: 'List every version that was proposed, newest first',
  tags,
  permission: 'policy.read',
  params,
  query: z.strictObject({ limit: limitParam, cursor: cursorParam(z.int().min(0).max(MAX_SEQ)) }),
  response: pageOf(policyVersionOut),
  problems: ['not-found'],
  run: async (ctx, { params: { id }, query }) => {
    demandPolicy(id);
    return listPolicyVersions(ctx, query);
  },
});

export const getPolicyVersionEndpoint = endpoint({
  method: 'GET',
  path: '/policies/{id}/versions/{version}',
  summary: 'Read one version, whatever became of it',
  tags,
  permission: 'policy.read',
  params: versionParams,
  response: policyVersionOut,
  problems: ['not-found'],
  run: async (ctx, { params: of }) => getPolicyVersion(ctx, { version: versionOf(of) }),
});

const decision = {
  method: 'POST',
  tags,
  params: versionParams,
  response: policyVersionOut,
} as const;

export const adoptPolicyVersionEndpoint = endpoint({
  ...decision,
  path: '/policies/{id}/versions/{version}/adopt',
  summary: 'Put a proposed version in force, as a second person',
  permission: 'policy.adopt',
  body: adoptVersionInput,
  problems: [
    'not-found',
    'separation-of-duties',
    'already-decided',
    'digest-mismatch',
    'stale',
    'not-eligible',
  ],
  run: async (ctx, { params: of, body }) => adoptVersion(ctx, { version: versionOf(of), ...body }),
});

export const declinePolicyVersionEndpoint = endpoint({
  ...decision,
  path: '/policies/{id}/versions/{version}/decline',
  summary: 'Say no to a proposed version, as a second person',
  permission: 'policy.adopt',
  body: declineVersionInput,
  problems: ['not-found', 'separation-of-duties', 'already-decided', 'digest-mismatch'],
  run: async (ctx, { params: of, body }) =>
    declineVersion(ctx, { version: versionOf(of), ...body }),
});

export const withdrawPolicyVersionEndpoint = endpoint({
  ...decision,
  path: '/policies/{id}/versions/{version}/withdraw',
  summary: 'Take back a version that one proposed oneself',
  permission: 'policy.manage',
  body: withdrawVersionInput,
  problems: ['not-found', 'already-decided'],
  run: async (ctx, { params: of, body }) =>
    withdrawVersion(ctx, { version: versionOf(of), ...body }),
});

export const evaluatePolicyEndpoint = endpoint({
  method: 'POST',
  path: '/policies/evaluate',
  summary: 'What would happen if: a hypothetical case under the version in force, or under a draft',
  tags,
  permission: 'policy.read',
  body: evaluateInput,
  response: evaluation,
  problems: ['not-found'],
  run: (ctx, { body }) => evaluatePolicy(ctx, body),
});

export const backTestPolicyEndpoint = endpoint({
  method: 'POST',
  path: '/policies/back-test',
  summary: 'What a draft would have changed for the investigations of the last 90 days',
  description:
    'Both the draft and the version in force are judged by what is known now: the class and severity of the incident as they are, and the catalogue’s word on each action as it was when the action was proposed. Recordings are left out. Nothing is recorded.',
  tags,
  permission: 'policy.read',
  query: z.strictObject({
    limit: limitParam,
    cursor: cursorParam(z.tuple([instant, z.string().max(64)])),
  }),
  body: backTestInput,
  response: backTest,
  problems: [],
  run: (ctx, { body, query }) => backTestPolicy(ctx, { ...body, ...query }),
});
