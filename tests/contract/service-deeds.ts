import type { Permission } from '@/lib/access/permissions';
import { rollback } from '../support/investigation';

/** What one may try on a thing of one service: under which permission, and by which call. */
type Deed = [Permission, method: string, path: string, body?: () => unknown];

/** Each call that names something of one service, by ids that are known once it is there. */
export const deedsOn = (ids: Record<string, string>): Deed[] => [
  ['incident.read', 'GET', '/incidents/:incident'],
  ['incident.read', 'GET', '/incidents/:incident/room'],
  ['incident.read', 'GET', '/incidents/:incident/changes?since=2020-01-01T00%3A00%3A00Z'],
  ['incident.change', 'PATCH', '/incidents/:incident', () => ({ severity: 'sev1' })],
  ['incident.company', 'GET', '/incidents/:incident/people'],
  ['incident.company', 'GET', '/incidents/:incident/handover'],
  [
    'incident.change',
    'POST',
    '/incidents/:incident/handover',
    () => ({ to: 'usr_nobody', summary: 'x' }),
  ],
  ['incident.change', 'POST', '/incidents/:incident/handover/answer', () => ({ answer: 'accept' })],
  ['incident.change', 'POST', '/incidents/:incident/handover/withdrawal', () => ({})],
  ['incident.merge', 'POST', '/incidents/:incident/unmerge', () => ({ reason: 'x' })],
  [
    'incident.merge',
    'POST',
    '/incidents/:incident/split',
    () => ({ fingerprints: ['none'], reason: 'x' }),
  ],
  [
    'incident.merge',
    'POST',
    '/incidents/:incident/merges',
    () => ({ incidentIds: ['inc_00000000000000000000000000'] }),
  ],
  ['investigation.read', 'GET', '/investigations/:investigation'],
  ['investigation.read', 'GET', '/investigations/:investigation/events'],
  ['investigation.read', 'GET', '/investigations/:investigation/evidence/e1'],
  ['investigation.read', 'GET', '/checkpoints/:checkpoint'],
  ['directive.read', 'GET', '/investigations/:investigation/directives'],
  [
    'checkpoint.decide',
    'POST',
    '/checkpoints/:checkpoint/decision',
    () => ({ decision: 'release' }),
  ],
  ['control.give', 'POST', '/investigations/:investigation/controls', () => ({ control: 'pause' })],
  ['note.add', 'POST', '/investigations/:investigation/notes', () => ({ text: 'x' })],
  [
    'evidence.flag',
    'POST',
    '/investigations/:investigation/evidence/e1/flag',
    () => ({ flag: 'key' }),
  ],
  [
    'verdict.give',
    'POST',
    '/investigations/:investigation/verdicts',
    () => ({ hypothesisId: 'h1', verdict: 'right' }),
  ],
  [
    'hypothesis.refute',
    'POST',
    '/investigations/:investigation/hypotheses/h1/refutation',
    () => ({ reason: 'x' }),
  ],
  [
    'hypothesis.refute',
    'POST',
    '/investigations/:investigation/hypotheses/h1/refutation/withdrawal',
    () => ({ reason: 'x' }),
  ],
  ['action.read', 'GET', '/actions/:action'],
  ['action.read', 'GET', '/actions/:action/digest-preimage'],
  ['action.read', 'GET', '/actions/:action/views/:view'],
  [
    'action.review',
    'POST',
    '/actions/:action/review',
    () => ({ finding: 'justified', reason: 'x' }),
  ],
  [
    'action.decide',
    'POST',
    '/actions/:action/decisions',
    () => ({ decision: 'approve', version: 1, digest: ids.digest }),
  ],
  [
    'action.settle',
    'POST',
    '/actions/:action/settlement',
    () => ({ outcome: 'failed', reason: 'x' }),
  ],
  [
    'verification.report',
    'POST',
    '/executions/:execution/verification',
    () => ({ status: 'recovered' }),
  ],
  [
    'execution.report',
    'POST',
    '/executions/:execution/events',
    () => ({ events: [{ id: 'x', kind: 'heartbeat', at: '2026-03-01T12:00:00Z' }] }),
  ],
  ['grant.redeem', 'POST', '/grants/redeem', () => ({ token: ids.token, digest: ids.tokenDigest })],
  ['action.amend', 'PUT', '/actions/:action', () => rollback()],
  ['action.withdraw', 'POST', '/actions/:action/withdraw', () => ({})],
  ['action.propose', 'POST', '/investigations/:investigation/actions', () => rollback()],
  [
    'investigation.write',
    'POST',
    '/investigations/:investigation/events',
    () => ({ events: [{ id: 'x', kind: 'note.added', at: '2026-03-01T12:00:00Z', text: 'x' }] }),
  ],
];
