import { expect, test } from 'vitest';
import { upcast } from '@/lib/log/kinds';
import { weigh } from '@/lib/policies/rules';
import { policyDocument, policyPayloads } from '@/lib/policies/schema';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { serverPayloads } from '@/lib/investigations/schema';
import { caseOf } from './samples';

/** As version 1 of the kind stood in a leaf. */
const ADOPTED_V1 = {
  version: 1,
  name: 'As shipped',
  mode: 'propose',
  budgets: { wallClockMs: 7_200_000, toolCalls: 1000, evidenceItems: 5000 },
  requirements: { approvals: 1, roles: ['approver'], separationOfDuties: true, stepUp: false },
  checkpointTtlMs: 1_800_000,
  actionTtlMs: 1_800_000,
  grantTtlMs: 120_000,
};

const CREATED_V1 = {
  incidentId: 'inc_1',
  agentId: 'agt_1',
  service: 'checkout',
  environment: 'production',
  goal: null,
  mode: 'propose',
  clock: 'live',
  budgets: { wallClockMs: 7_200_000, toolCalls: 1000, evidenceItems: 5000 },
  policy: { id: 'pol_default', version: 1 },
};

test('a policy of the first version reads as a base without rules that asks for the same', () => {
  const payload = policyPayloads['policy.adopted'].parse(upcast('policy.adopted', 1, ADOPTED_V1));
  expect(payload).toMatchObject({ version: 1, replaces: null, reason: 'As shipped' });
  expect(payload.document.rules).toEqual([]);
  const { settings } = weigh(payload.document, caseOf());
  expect(settings).toEqual({
    mode: 'propose',
    evidenceHold: 'person',
    commitmentHold: 'person',
    releaser: 'any-commander',
    checkpointTtlMs: 1_800_000,
    wallClockMs: 7_200_000,
    toolCalls: 1000,
    evidenceItems: 5000,
    repeatedQueries: 25,
    driftThreshold: 0.6,
    approvals: 1,
    coSigner: 'none',
    separationOfDuties: true,
    stepUpFrom: 'never',
    actionTtlMs: 1_800_000,
    grantTtlMs: 120_000,
    escalateMs: 180_000,
    escalateToAdminsMs: 600_000,
  });
});

test.each([
  ['policy.adopted', 2],
  ['policy.proposed', 1],
])('a document of before escalation reads as what has shipped since: %s', (kind, v) => {
  const { escalateMs: _ms, escalateToAdminsMs: _admins, ...base } = SHIPPED_DOCUMENT.base;
  const document = { base, rules: SHIPPED_DOCUMENT.rules };
  const read = upcast(kind, v, { version: 2, document });
  expect(policyDocument.parse(read.document)).toEqual(SHIPPED_DOCUMENT);
});

test('a later policy of the first version replaced the one before it', () => {
  const payload = upcast('policy.adopted', 1, { ...ADOPTED_V1, version: 3 });
  expect(payload).toMatchObject({ version: 3, replaces: 2 });
});

test('an investigation of the first version reads as having a budget of repeated queries', () => {
  const payload = upcast('investigation.created', 1, CREATED_V1);
  const { budgets } = serverPayloads['investigation.created'].parse(payload);
  expect(budgets).toEqual({ ...CREATED_V1.budgets, repeatedQueries: 25 });
});

test('what is of the current version is left as it is', () => {
  const payload = { anything: 1 };
  expect(upcast('policy.adopted', 3, payload)).toBe(payload);
});
