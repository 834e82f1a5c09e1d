import type { ActionContents } from '@/lib/actions/schema';
import type { ActionOut } from '@/lib/actions/output';
import type { FloorItem } from '@/lib/incidents/views';
import type { FloorInvestigation, WaitingItem } from '@/lib/investigations/views';

export const AT = '2026-03-01T12:00:00.000Z';
export const minutesLater = (minutes: number): string =>
  new Date(Date.parse(AT) + minutes * 60_000).toISOString();

export const contents = (more: Partial<ActionContents> = {}): ActionContents => ({
  kind: 'rollback',
  title: 'Roll back checkout to r41',
  target: { service: 'checkout', environment: 'production', resource: 'release' },
  command: { argv: ['deploy', 'rollback', 'checkout', '--to', 'r41'] },
  rationale: 'Errors began with r42.',
  hypothesisId: 'h1',
  evidenceIds: ['e1'],
  blastRadius: { services: ['checkout', 'storefront'], trafficPercent: 40, dataLoss: 'none' },
  reversibility: 'reversible',
  rollback: { argv: ['deploy', 'release', 'checkout', '--to', 'r42'] },
  expectedEffect: 'Errors fall to what they were.',
  id: 'act_1',
  incidentId: 'inc_1',
  investigationId: 'inv_1',
  version: 1,
  proposerId: 'agt_1',
  executorId: 'agt_2',
  risk: 'low',
  catalogue: {
    reversibility: 'reversible',
    services: ['checkout', 'storefront'],
    trafficPercent: 40,
    reasons: ['By the catalogue, rollback on checkout is reversible.'],
  },
  requirements: { approvals: 1, roles: ['approver'], separationOfDuties: false, stepUp: false },
  policy: { id: 'pol_default', version: 1 },
  hypothesisStatement: 'Release r42 broke checkout.',
  evidenceDigests: { e1: 'aa' },
  ...more,
});

export const action = (more: Partial<ActionOut> = {}): ActionOut => {
  const { verification: plan, rollbackOf, ...bound } = contents();
  return {
    ...bound,
    verificationPlan: plan ?? null,
    rollbackOf: rollbackOf ?? null,
    clock: 'live',
    digest: 'd'.repeat(64),
    state: 'pending_approval',
    service: 'checkout',
    environment: 'production',
    proposedAt: AT,
    updatedAt: AT,
    expiresAt: minutesLater(30),
    decisions: [],
    glassBroken: false,
    review: null,
    refusals: [],
    verification: null,
    settlement: null,
    endedReason: null,
    rolledBackBy: null,
    verdict: null,
    incident: { id: 'inc_1', title: 'Checkout fails', severity: 'sev2', status: 'open' },
    proposer: { id: 'agt_1', name: 'investigator' },
    executor: { id: 'agt_2', name: 'release-executor', fault: null },
    grant: null,
    execution: null,
    asked: { requirements: bound.requirements, because: [] },
    differences: [],
    hypothesis: {
      id: 'h1',
      statement: 'Release r42 broke checkout.',
      status: 'committed',
      confidence: 0.92,
      outageClass: null,
    },
    evidence: [],
    rivals: [],
    ...more,
  };
};

export const decision = (more: Partial<ActionOut['decisions'][number]> = {}) => ({
  id: 'dec_1',
  version: 1,
  decision: 'approve' as const,
  by: { type: 'person' as const, id: 'usr_1', name: 'Ada' },
  reason: null,
  viewDigest: null,
  brokeGlass: null,
  signature: null,
  view: null,
  at: minutesLater(1),
  seq: 40,
  ...more,
});

export const grant = (more: Partial<NonNullable<ActionOut['grant']>> = {}) => ({
  id: 'grt_1',
  state: 'minted' as const,
  issuedAt: minutesLater(1),
  expiresAt: minutesLater(3),
  redeemedAt: null,
  ...more,
});

export const execution = (more: Partial<NonNullable<ActionOut['execution']>> = {}) => ({
  id: 'exe_1',
  state: 'executing' as const,
  startedAt: minutesLater(2),
  leaseExpiresAt: minutesLater(3),
  finishedAt: null,
  exitCode: null,
  lastText: null,
  ...more,
});

export const wait = (more: Partial<WaitingItem> = {}): WaitingItem => ({
  kind: 'checkpoint',
  id: 'chk_1',
  investigationId: 'inv_1',
  stage: 'evidence',
  ended: null,
  title: 'Evidence is in',
  since: AT,
  expiresAt: minutesLater(30),
  isYours: false,
  ...more,
});

export const run = (more: Partial<FloorInvestigation> = {}): FloorInvestigation => ({
  id: 'inv_1',
  agentId: 'agt_1',
  agentName: 'investigator',
  status: 'running',
  stage: 'gathering',
  clock: 'live',
  startedAt: AT,
  lastEventAt: AT,
  endedAt: null,
  evidenceCount: 0,
  violationCount: 0,
  refusedWriteCount: 0,
  drift: null,
  activity: [],
  leader: null,
  ...more,
});

export const incident = (id: string, more: Partial<FloorItem> = {}): FloorItem => ({
  id,
  title: `Incident ${id}`,
  severity: 'sev3',
  service: 'checkout',
  environment: 'production',
  outageClass: null,
  status: 'open',
  clock: 'live',
  commanderId: null,
  startedAt: AT,
  openedAt: AT,
  updatedAt: AT,
  endedAt: null,
  mergedInto: null,
  commanderName: null,
  alertCount: 0,
  firingCount: 0,
  partCount: 0,
  investigations: [],
  waiting: [],
  ...more,
});
