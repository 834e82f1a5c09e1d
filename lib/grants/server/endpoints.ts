import 'server-only';
import { z } from 'zod';
import { actionOut } from '@/lib/actions/output';
import {
  executionEventsInput,
  executionState,
  redeemInput,
  verificationInput,
} from '@/lib/grants/schema';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { reportExecution } from '@/lib/grants/server/report-execution';
import { reportVerification } from '@/lib/grants/server/report-verification';
import { signingKeys } from '@/lib/grants/server/signing-keys';
import { endpoint } from '@/lib/http/endpoint';
import { waitParam } from '@/lib/http/wait';
import { instantOut, pageOf } from '@/lib/log/schema';

const tags = ['grants'];
const params = z.object({ id: z.string() });

export const listGrantsEndpoint = endpoint({
  method: 'GET',
  path: '/grants',
  summary: 'The unredeemed grants minted for this executor, oldest first',
  description: 'With `wait`, answers as soon as there is one.',
  tags,
  permission: 'grant.read',
  query: z.strictObject({ wait: waitParam }),
  response: pageOf(
    z.object({
      id: z.string(),
      token: z.string(),
      actionId: z.string(),
      version: z.number().int(),
      digest: z.string(),
      expiresAt: instantOut,
    }),
  ),
  problems: [],
  run: (ctx, { query: { wait } }) => listGrants(ctx, { waitS: wait }),
});

export const redeemGrantEndpoint = endpoint({
  method: 'POST',
  path: '/grants/redeem',
  summary: 'Turn a grant into the one execution that it allows',
  tags,
  permission: 'grant.redeem',
  body: redeemInput,
  response: z.object({ executionId: z.string(), action: actionOut, leaseExpiresAt: instantOut }),
  problems: [
    'not-found',
    'digest-mismatch',
    'already-redeemed',
    'expired',
    'revoked',
    'superseded',
    'not-eligible',
    'target-busy',
    'precondition-failed',
    'frozen',
  ],
  run: (ctx, { body }) => redeemGrant(ctx, body),
});

export const reportExecutionEndpoint = endpoint({
  method: 'POST',
  path: '/executions/{id}/events',
  summary: 'Say how an execution goes; any event renews the lease of 60 s',
  tags,
  permission: 'execution.report',
  params,
  body: executionEventsInput,
  response: z.object({
    accepted: z.number().int(),
    duplicates: z.number().int(),
    state: executionState,
    leaseExpiresAt: instantOut,
  }),
  problems: ['not-found', 'already-finished', 'lease-lost'],
  run: (ctx, { params: { id }, body }) => reportExecution(ctx, { executionId: id, ...body }),
});

export const reportVerificationEndpoint = endpoint({
  method: 'POST',
  path: '/executions/{id}/verification',
  summary: 'Say whether the service recovered',
  tags,
  permission: 'verification.report',
  params,
  body: verificationInput,
  response: actionOut,
  problems: ['not-found', 'not-finished', 'waiting-at-checkpoint', 'paused', 'stopped'],
  run: (ctx, { params: { id }, body }) => reportVerification(ctx, { executionId: id, ...body }),
});

export const grantKeysEndpoint = endpoint({
  method: 'GET',
  path: '/.well-known/jwks.json',
  base: 'site',
  summary: 'The public keys of grants (RFC 7517)',
  tags,
  permission: 'public',
  response: z.object({ keys: z.array(z.record(z.string(), z.string())) }),
  problems: [],
  run: async () => ({ keys: signingKeys().map((key) => key.publicJwk) }),
});
