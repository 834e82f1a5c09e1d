import {
  upcastEscalation,
  upcastInvestigationCreated,
  upcastPolicyAdopted,
  upcastPolicyDocument,
} from '@/lib/log/upcasters';

/**
 * Per kind: its current version, and the paths whose values are names, free text or bodies. Those
 * stand in the leaf as salted commitments; the values lie in the content store, erasable.
 * A path that is absent from a payload is passed over.
 */
interface Kind {
  v: number;
  content: string[];
}

const kind = (...content: string[]): Kind => ({ v: 1, content });

const PROPOSAL = [
  'title',
  'target.resource',
  'command',
  'parameters',
  'expects',
  'diff',
  'dryRun',
  'rationale',
  'rollback',
  'expectedEffect',
  'verification',
  'hypothesisStatement',
].map((path) => `contents.${path}`);

const EXECUTION = kind('text');

export const KINDS: Record<string, Kind> = {
  'incident.opened': { ...kind('title', 'summary', 'alerts'), v: 2 },
  'incident.changed': kind(),
  'incident.alerted': kind('alerts'),
  'command.offered': kind('summary', 'toName'),
  'command.accepted': kind(),
  'command.declined': kind('reason'),
  'command.withdrawn': kind(),
  'incident.merged': kind('reason'),
  'incident.joined': kind('alerts', 'reason'),
  'incident.unmerged': kind('alerts', 'reason'),
  'incident.left': kind('reason'),
  'incident.split': kind('reason'),
  'incident.told_apart': kind('reason'),
  'investigation.created': { v: 2, content: ['goal'] },
  'investigation.concluded': kind('summary'),
  'step.started': kind('tool', 'args'),
  'step.finished': kind('error'),
  'evidence.recorded': kind('evidence.title', 'evidence.query', 'evidence.body'),
  'evidence.flagged': kind('reason'),
  'hypothesis.proposed': kind('hypothesis.statement'),
  'hypothesis.revised': kind('note'),
  'hypothesis.linked': kind('note'),
  'hypothesis.refuted': kind('reason'),
  'hypothesis.reinstated': kind('reason'),
  'directive.given': kind('instruction', 'reason'),
  'directive.delivered': kind(),
  'directive.acknowledged': kind(),
  'write.refused': kind(),
  'drift.measured': kind(),
  'note.added': kind('text', 'mentionNames'),
  'verdict.given': kind('reason'),
  'scope.violated': kind('value', 'detail'),
  'checkpoint.requested': { v: 2, content: ['summary'] },
  'checkpoint.decided': { v: 2, content: ['reason', 'instruction'] },
  'checkpoint.expired': kind(),
  'action.proposed': kind(...PROPOSAL),
  'action.amended': kind(...PROPOSAL),
  'action.withdrawn': kind('reason'),
  'action.decided': kind('reason'),
  'action.expired': kind(),
  'action.revoked': kind('reason'),
  'action.settled': kind('reason'),
  'action.reviewed': kind('reason'),
  'action.rolled_back': kind(),
  'verification.reported': kind('evidence'),
  'grant.minted': kind(),
  'grant.redeemed': kind('target.resource', 'observed'),
  'grant.refused': kind('detail'),
  'grant.expired': kind(),
  'grant.revoked': kind('reason'),
  'execution.started': EXECUTION,
  'execution.heartbeat': EXECUTION,
  'execution.output': EXECUTION,
  'execution.succeeded': EXECUTION,
  'execution.failed': EXECUTION,
  'execution.lost': kind(),
  'agent.created': { v: 2, content: ['name', 'purpose', 'runtime'] },
  'agent.key_created': { v: 2, content: [] },
  'agent.key_revoked': kind(),
  'agent.key_rotated': kind(),
  'agent.changed': kind('purpose', 'runtime'),
  'agent.owner_changed': kind(),
  'agent.scope_changed': kind('reason'),
  'agent.trim_proposed': kind('reason'),
  'agent.trim_decided': kind('reason'),
  'agent.identity_added': kind('subject'),
  'agent.identity_removed': kind(),
  'delegation.refused': kind('name', 'exceeds', 'detail'),
  'agent.suspended': kind('reason'),
  'agent.resumed': kind('reason'),
  'agent.revoked': kind('reason'),
  'person.invited': kind('email'),
  'person.joined': kind('name'),
  'person.roles_changed': kind(),
  'person.disabled': kind('reason'),
  'person.enabled': kind('reason'),
  'person.change_proposed': kind('email', 'reason'),
  'person.change_agreed': kind(),
  'person.change_declined': kind('reason'),
  'person.change_withdrawn': kind(),
  'person.reset_issued': kind(),
  'person.password_reset': kind(),
  'person.password_changed': kind(),
  'person.passkey_added': kind('name'),
  'person.passkey_renamed': kind('name'),
  'person.passkey_used': kind(),
  'person.passkey_suspected': kind(),
  'person.passkey_removed': kind(),
  'person.passkey_recovery_opened': kind('reason'),
  'person.passkey_recovery_confirmed': kind(),
  'person.passkey_recovery_withdrawn': kind(),
  'session.opened': kind(),
  'session.closed': kind(),
  'service.declared': kind('owners'),
  'service.named': kind(),
  'policy.proposed': { v: 2, content: ['reason'] },
  'policy.adopted': { v: 3, content: ['reason'] },
  'policy.declined': kind('reason'),
  'policy.withdrawn': kind('reason'),
  'service.retired': kind('reason'),
  'freeze.set': kind('reason'),
  'freeze.lift_requested': kind('reason'),
  'freeze.lift_withdrawn': kind(),
  'freeze.lifted': kind(),
  'notice.sent': kind(),
  'notice.delivered': kind(),
  'notice.failed': kind(),
  'notice.moot': kind(),
  'notice.opened': kind(),
  'webhook.added': kind('name', 'host'),
  'webhook.changed': kind('name'),
  'webhook.removed': kind(),
  'device.added': kind('label'),
  'device.removed': kind(),
  'source_link.added': kind('name', 'template'),
  'source_link.changed': kind('name', 'template'),
  'source_link.removed': kind(),
  'content.erased': kind('askedBy.name', 'reason'),
};

/** Turns a payload of an older version into the next one's. Pure; never edits its input. */
type Upcaster = (payload: Record<string, unknown>) => Record<string, unknown>;

/** By kind, by the version it starts from. */
const UPCASTERS: Record<string, Record<number, Upcaster>> = {
  // Only runs could be imported then; the incident itself was as live as any.
  'incident.opened': { 1: (payload) => ({ ...payload, clock: 'live' }) },
  'investigation.created': { 1: upcastInvestigationCreated },
  'policy.proposed': { 1: (payload) => upcastEscalation(upcastPolicyDocument(payload)) },
  'policy.adopted': {
    1: upcastPolicyAdopted,
    2: (payload) => upcastEscalation(upcastPolicyDocument(payload)),
  },
  'agent.created': {
    // What it ran on was not asked then, and every agent reported and obeyed by itself.
    1: (payload) => ({ runtime: null, controlLevel: 'cooperative', ...payload }),
  },
  'agent.key_created': {
    // Keys had no end of their own.
    1: (payload) => ({ expiresAt: null, replaces: null, ...payload }),
  },
  // Version 1 knew only stop points that agents asked for.
  'checkpoint.requested': { 1: (payload) => ({ ...payload, raised: null }) },
  'checkpoint.decided': { 1: (payload) => ({ ...payload, budget: null }) },
};

/** The payload of any version ever written, as the current version has it. */
export function upcast(
  name: string,
  v: number,
  payload: Record<string, unknown>,
  upcasters: Record<string, Record<number, Upcaster>> = UPCASTERS,
): Record<string, unknown> {
  let current = payload;
  for (let from = v; ; from++) {
    const step = upcasters[name]?.[from];
    if (!step) return current;
    current = step(current);
  }
}
