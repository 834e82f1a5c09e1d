import type { DecisionFacts } from '@/lib/actions/rules';
import type { ActionRow, Decision } from '@/lib/actions/schema';
import type { StoredSignature } from '@/lib/passkeys/signature-schema';
import type { PersonRow } from '@/lib/people/schema';
import type { Requirements } from '@/lib/policies/schema';
import { expect } from 'vitest';

export const now = new Date('2026-03-01T12:00:00.000Z');
export const LONG_AGO = '2026-01-01T00:00:00.000Z';
export const DIGEST = 'd'.repeat(64);

export const person = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  email: `${id}@tests.local`,
  name: id,
  status: 'active',
  roles: [{ role: 'approver', service: '*', since: LONG_AGO }],
  wasAdmin: false,
  createdAt: LONG_AGO,
  ...more,
});

export const approval = (by: string, version = 1): Decision => ({
  id: `dec_${by}`,
  version,
  decision: 'approve',
  by: { type: 'person', id: by, name: by },
  reason: null,
  viewDigest: null,
  brokeGlass: null,
  signature: null,
  view: null,
  at: now.toISOString(),
  seq: 1,
});

export const SIGNATURE: StoredSignature = {
  passkey: 'pky_1',
  credentialId: 'AA',
  publicKey: 'AA',
  algorithm: -7,
  authenticatorData: 'AA',
  clientDataJSON: 'AA',
  signature: 'AA',
  nonce: 'AA',
  rpId: 'localhost',
  origin: 'http://localhost:3000',
};

export const NEEDS: Requirements = {
  approvals: 1,
  roles: ['approver'],
  separationOfDuties: true,
  stepUp: false,
};

export const action = (
  more: Partial<ActionRow> = {},
  needs: Partial<Requirements> = {},
): ActionRow =>
  ({
    id: 'act_1',
    service: 'checkout',
    environment: 'production',
    version: 1,
    digest: DIGEST,
    state: 'pending_approval',
    proposedAt: now.toISOString(),
    expiresAt: '2026-03-01T12:30:00.000Z',
    decisions: [],
    contents: { requirements: { ...NEEDS, ...needs } },
    ...more,
  }) as unknown as ActionRow;

export const facts = (more: Partial<DecisionFacts> = {}): DecisionFacts => ({
  row: action(),
  person: person('ann'),
  approvers: [],
  proposerFault: undefined,
  ownerIds: ['otto'],
  steeredBy: ['stella'],
  requirements: (more.row ?? action()).contents.requirements,
  proof: { signature: null },
  discredited: new Set(),
  now,
  ...more,
});

export const approve = { decision: 'approve' as const, version: 1, digest: DIGEST };
export const reject = { decision: 'reject' as const, version: 1, digest: DIGEST, reason: 'No.' };
export const refusal = (slug: string) => expect.objectContaining({ slug });
