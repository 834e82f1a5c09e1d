import 'server-only';
import { z } from 'zod';
import { assertionOptionsInput } from '@/lib/actions/decision-input';
import { assertionOptions } from '@/lib/actions/server/assertion-options';
import { readReadiness } from '@/lib/actions/server/read-readiness';
import { coSigningRoles } from '@/lib/actions/server/signing-roles';
import { endpoint } from '@/lib/http/endpoint';
import { question, readiness } from '@/lib/passkeys/output';

const tags = ['passkeys'];

export const assertionOptionsEndpoint = endpoint({
  method: 'POST',
  path: '/actions/{id}/assertion-options',
  summary: 'What a passkey of one’s own is asked for a decision',
  description:
    'The challenge is SHA-256 over the RFC 8785 form of `{domain: "countersign/passkey/decide/1", person, action, version, digest, viewDigest, decision, nonce}`, so whoever signs can make it themselves. Send `{nonce, credential}` as `assertion` with the very same decision, within two minutes, once.',
  tags,
  permission: 'action.decide',
  bearing: async () => ({ signers: await coSigningRoles() }),
  params: z.object({ id: z.string() }),
  body: assertionOptionsInput,
  response: question,
  problems: [
    'not-found',
    'not-eligible',
    'step-up-required',
    'version-superseded',
    'digest-mismatch',
    'already-decided',
    'expired',
  ],
  run: (ctx, { params: { id }, body }) => assertionOptions(ctx, { actionId: id, ...body }),
});

export const readinessEndpoint = endpoint({
  method: 'GET',
  path: '/passkey-readiness',
  summary: 'Which approvers have no passkey that may sign',
  tags,
  permission: 'passkey.readiness',
  response: readiness,
  problems: [],
  run: (ctx) => readReadiness(ctx),
});
