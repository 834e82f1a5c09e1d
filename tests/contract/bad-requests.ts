import type { Call } from '../support/api';
import { rollback } from '../support/investigation';
import { AT } from '../support/investigation-events';

/** Requests of a wrong shape to the other endpoints. */
export interface BadRequest {
  who: 'commander' | 'approver' | 'agent' | 'executor' | 'admin';
  method: string;
  /** `:inc`, `:inv`, `:act` stand for ids of things that are there. */
  path: string;
  body?: unknown;
  /** What the refusal must name. */
  field: string;
}

export const idsIn = (path: string, ids: Record<string, string>): string =>
  path.replaceAll(/:(inc|inv|act)/g, (_, name: string) => ids[name] ?? '');

export const sendBad = (
  as: Record<BadRequest['who'], Call>,
  ids: Record<string, string>,
  { who, method, path, body }: BadRequest,
) => as[who](method, idsIn(path, ids), body);

type Row = [BadRequest['who'], string, string, unknown, string];

const incident = (more: object) => ({
  title: 'x',
  severity: 'sev2',
  service: 'checkout',
  environment: 'production',
  ...more,
});
const DIGEST = 'a'.repeat(64);
const decision = (more: object) => ({ decision: 'approve', version: 1, digest: DIGEST, ...more });
const report = (more: object) => ({ events: [{ id: 'x1', kind: 'output', at: AT, ...more }] });
const agent = (more: object) => ({
  name: 'x',
  kind: 'agent',
  ownerId: 'usr_x',
  purpose: 'x',
  scope: { sources: ['*'], services: ['*'], environments: ['*'], verbs: ['*'] },
  ...more,
});
const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const POSTS: Row[] = [
  ['commander', 'POST', '/incidents', incident({ severity: 'sev9' }), 'severity'],
  ['commander', 'POST', '/incidents', incident({ title: ' ' }), 'title'],
  ['commander', 'POST', '/incidents', incident({ service: '' }), 'service'],
  ['commander', 'POST', '/incidents', incident({ service: ['checkout'] }), 'service'],
  ['commander', 'POST', '/incidents', incident({ outageClass: 'aliens' }), 'outageClass'],
  ['commander', 'POST', '/incidents', incident({ startedAt: '0000-01-01T00:00:00Z' }), 'startedAt'],
  ['commander', 'POST', '/incidents', incident({ status: 'closed' }), 'status'],
  ['commander', 'PATCH', '/incidents/:inc', {}, ''],
  ['commander', 'PATCH', '/incidents/:inc', { status: 'gone' }, 'status'],
  ['commander', 'PATCH', '/incidents/:inc', { title: 'other' }, 'title'],
  ['agent', 'POST', '/investigations', {}, 'incidentId'],
  ['agent', 'POST', '/investigations', { incidentId: 'inc_x', mode: 'auto' }, 'mode'],
  ['agent', 'POST', '/investigations/:inv/checkpoints', { stage: 'last', summary: 'x' }, 'stage'],
  ['agent', 'POST', '/investigations/:inv/checkpoints', { stage: 'evidence' }, 'summary'],
  [
    'agent',
    'POST',
    '/investigations/:inv/checkpoints',
    { stage: 'commitment', summary: 'x' },
    'hypothesisId',
  ],
  ['commander', 'POST', '/checkpoints/chk_x/decision', { decision: 'approve' }, 'decision'],
  ['commander', 'POST', '/checkpoints/chk_x/decision', { decision: 'return' }, 'reason'],
  ['commander', 'POST', '/checkpoints/chk_x/decision', { decision: 'stop', reason: ' ' }, 'reason'],
  ['commander', 'POST', '/investigations/:inv/controls', { control: 'kill' }, 'control'],
  ['commander', 'POST', '/investigations/:inv/controls', { control: 'steer' }, 'instruction'],
  ['commander', 'POST', '/investigations/:inv/notes', { text: '' }, 'text'],
  ['commander', 'POST', '/investigations/:inv/evidence/e1/flag', { flag: 'good' }, 'flag'],
  ['commander', 'POST', '/investigations/:inv/verdicts', { verdict: 'right' }, 'hypothesisId'],
  ['agent', 'POST', '/investigations/:inv/actions', rollback({ kind: 'explode' }), 'kind'],
  ['agent', 'POST', '/investigations/:inv/actions', rollback({ risk: 'low' }), 'risk'],
  ['agent', 'POST', '/investigations/:inv/actions', rollback({ evidenceIds: [] }), 'evidenceIds'],
  [
    'agent',
    'POST',
    '/investigations/:inv/actions',
    rollback({ target: { service: 'checkout', environment: 'production' } }),
    'target.resource',
  ],
  [
    'agent',
    'POST',
    '/investigations/:inv/actions',
    rollback({ blastRadius: { services: [], trafficPercent: 101, dataLoss: 'none' } }),
    'blastRadius.trafficPercent',
  ],
  [
    'agent',
    'POST',
    '/investigations/:inv/actions',
    rollback({ command: { argv: [] } }),
    'command.argv',
  ],
  [
    'agent',
    'POST',
    '/investigations/:inv/actions',
    rollback({ expects: { release: { is: 'r42' } } }),
    'expects.release',
  ],
  ['approver', 'POST', '/actions/:act/decisions', decision({ decision: 'ok' }), 'decision'],
  ['approver', 'POST', '/actions/:act/decisions', decision({ version: 0 }), 'version'],
  ['approver', 'POST', '/actions/:act/decisions', decision({ version: 1.5 }), 'version'],
  ['approver', 'POST', '/actions/:act/decisions', decision({ version: '1' }), 'version'],
  ['approver', 'POST', '/actions/:act/decisions', decision({ digest: 'A'.repeat(64) }), 'digest'],
  ['approver', 'POST', '/actions/:act/decisions', decision({ decision: 'reject' }), 'reason'],
  ['approver', 'POST', '/actions/:act/decisions', decision({ roles: ['admin'] }), 'roles'],
  ['executor', 'POST', '/grants/redeem', { token: '', digest: DIGEST }, 'token'],
  ['executor', 'POST', '/grants/redeem', { token: 'x', digest: 'x' }, 'digest'],
  ['executor', 'POST', '/executions/exe_x/events', report({ kind: 'exploded' }), 'events.0.kind'],
  ['executor', 'POST', '/executions/exe_x/events', report({ exitCode: 0.5 }), 'events.0.exitCode'],
  [
    'executor',
    'POST',
    '/executions/exe_x/events',
    report({ exitCode: 2 ** 40 }),
    'events.0.exitCode',
  ],
  ['executor', 'POST', '/executions/exe_x/events', { events: [] }, 'events'],
  ['executor', 'POST', '/executions/exe_x/verification', { status: 'fine' }, 'status'],
  ['admin', 'POST', '/agents', agent({ kind: 'person' }), 'kind'],
  ['admin', 'POST', '/agents', agent({ scope: { verbs: ['approve'] } }), 'scope.sources'],
  ['admin', 'POST', '/agents', agent({ expiresAt: '0000-01-01T00:00:00Z' }), 'expiresAt'],
  ['admin', 'POST', '/people', { email: 'x', roles: [{ role: 'admin', service: '*' }] }, 'email'],
  [
    'admin',
    'POST',
    '/people',
    { email: 'a@b.example', roles: [{ role: 'root', service: '*' }] },
    'roles.0.role',
  ],
  [
    'admin',
    'PUT',
    '/people/me/password',
    { currentPassword: 'x', password: 'too short' },
    'password',
  ],
  [
    'admin',
    'PUT',
    '/people/me/password',
    { currentPassword: 'the same password', password: 'the same password' },
    'password',
  ],
  ['admin', 'POST', '/people/usr_x/reset', { password: 'chosen by an admin' }, 'password'],
  ['admin', 'POST', '/people/reset', { token: '', password: 'long enough for it' }, 'token'],
  ['admin', 'POST', '/services', { name: 'x', environments: [] }, 'environments'],
];

const QUERIES: [BadRequest['who'], string, string][] = [
  ['commander', '/incidents?limit=0', 'limit'],
  ['commander', '/incidents?limit=201', 'limit'],
  ['commander', '/incidents?limit=-1', 'limit'],
  ['commander', '/incidents?limit=1.5', 'limit'],
  ['commander', '/incidents?limit=ten', 'limit'],
  ['commander', '/incidents?limit=5&limit=6', 'limit'],
  ['commander', '/incidents?cursor=!!!', 'cursor'],
  ['commander', '/incidents?cursor=', 'cursor'],
  ['commander', `/incidents?cursor=${cursor({ id: 'x' })}`, 'cursor'],
  ['commander', `/incidents?cursor=${cursor(['0000-01-01T00:00:00Z', 'inc_x'])}`, 'cursor'],
  ['commander', `/incidents?cursor=${'a'.repeat(4000)}`, 'cursor'],
  ['commander', '/incidents?wait=soon', 'wait'],
  ['commander', '/incidents?status=open,gone', 'status.1'],
  ['commander', '/incidents?from=yesterday', 'from'],
  ['commander', '/incidents?from=0000-01-01T00:00:00Z', 'from'],
  ['commander', '/incidents?to=9999-12-31T23:59:59-12:00', 'to'],
  ['commander', '/incidents?q=%00', 'q'],
  ['commander', '/incidents?colour=red', 'colour'],
  ['commander', '/investigations/:inv?at=0', 'at'],
  ['commander', '/investigations/:inv?at=last', 'at'],
  ['commander', '/investigations/:inv/events?after=-1', 'after'],
  ['commander', '/investigations/:inv/events?after=1e3', 'after'],
  ['commander', `/investigations/:inv/events?cursor=${cursor('3')}`, 'cursor'],
  ['commander', '/investigations/:inv/stream?after=x', 'after'],
  ['commander', '/actions?state=done', 'state.0'],
  ['commander', '/actions/:act?since=done', 'since'],
  ['executor', '/grants?wait=x', 'wait'],
  ['commander', `/services?cursor=${cursor(7)}`, 'cursor'],
];

export const badRequests: BadRequest[] = [
  ...POSTS.map(([who, method, path, body, field]) => ({ who, method, path, body, field })),
  ...QUERIES.map(([who, path, field]) => ({ who, method: 'GET', path, field })),
];
