import type { AgentActor, ExecutorActor } from '@/lib/access/actor';
import type { ActionOut } from '@/lib/actions/output';
import type { ProposeActionInput } from '@/lib/actions/schema';
import { decideAction } from '@/lib/actions/server/decide-action';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { listGrants } from '@/lib/grants/server/list-grants';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { agentEvent } from '@/lib/investigations/schema';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { postEvents } from '@/lib/investigations/server/post-events';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { declareService } from '@/lib/services/server/declare-service';
import { newId } from '@/lib/ids';
import { createAgentKey } from '@/lib/agents/server/agent-keys';
import { createAgent } from '@/lib/agents/server/create-agent';
import { as, makeAgent, makePerson, role, WIDE } from './actors';

const at = '2026-03-01T12:00:00.000Z';
const event = (id: string, kind: string, rest: object) =>
  agentEvent.parse({ id, kind, at, ...rest });

const evidence = (id: string) =>
  event(`record-${id}`, 'evidence.recorded', {
    evidence: { id, source: 'logs', title: `item ${id}`, body: { format: 'text', text: id } },
  });

/** A proposal that the catalogue of the cast knows as a reversible change of one service. */
export const rollback = (more: Partial<ProposeActionInput> = {}): ProposeActionInput => ({
  kind: 'rollback',
  title: 'Roll checkout back to the release before',
  target: { service: 'checkout', environment: 'production', resource: `deploy/${newId('evt')}` },
  command: { argv: ['deploy', 'checkout', '--to', '1.4.1'] },
  rationale: 'Errors began with the release.',
  hypothesisId: 'h1',
  evidenceIds: ['e1'],
  blastRadius: { services: ['checkout'], dataLoss: 'none' },
  reversibility: 'reversible',
  rollback: { argv: ['deploy', 'checkout', '--to', '1.4.2'] },
  expectedEffect: 'The error rate falls below one percent.',
  ...more,
});

/** Everybody whom the life of an action needs, and the service that it is about. */
export async function makeCast() {
  const owner = await makePerson('Otto', role('admin'));
  const admin = await makePerson('Ada', role('admin'));
  const commander = await makePerson('Cora', role('commander'));
  const approver = await makePerson('Abel', role('approver'));
  const agent = await makeAgent('Investigator', owner.id);
  const scope = { ...WIDE, verbs: ['execute:rollback', 'execute:restart'] };
  const hands = await createAgent(as(admin), {
    name: 'Hands',
    kind: 'executor',
    ownerId: owner.id,
    purpose: 'Tests.',
    scope,
  });
  const { id: executorId, name, ownerId } = hands;
  const executor: ExecutorActor = {
    type: 'executor',
    id: executorId,
    name,
    keyId: (await createAgentKey(as(admin), { agentId: executorId })).id,
    scope,
    ownerId,
  };
  await declareService(as(admin), {
    name: 'checkout',
    environments: ['production'],
    dependsOn: [],
    owners: [],
    actionKinds: { rollback: { reversibility: 'reversible', resource: 'deploy/*' } },
  });

  /** An investigation past both stop points, resting on `h1`, with `e1` for and `e2` against. */
  async function investigation(of: AgentActor = agent, clock: 'live' | 'imported' = 'live') {
    const incident = await openIncident(as(commander), {
      title: 'Checkout fails',
      severity: 'sev2',
      service: 'checkout',
      environment: 'production',
      clock,
    });
    const { id } = await createInvestigation(as(of), { incidentId: incident.id, clock });
    const link = (evidenceId: string, relation: string) =>
      event(`link-${evidenceId}`, 'hypothesis.linked', {
        hypothesisId: 'h1',
        evidenceId,
        relation,
      });
    const hypothesis = { id: 'h1', statement: 'The release broke it.', confidence: 0.9 };
    await postEvents(as(of), {
      id,
      events: [
        evidence('e1'),
        evidence('e2'),
        event('propose-h1', 'hypothesis.proposed', { hypothesis }),
        link('e1', 'supports'),
        link('e2', 'contradicts'),
      ],
    });
    for (const stage of ['evidence', 'commitment'] as const) {
      const named = stage === 'commitment' ? { hypothesisId: 'h1' } : {};
      const held = await requestCheckpoint(as(of), { id, stage, summary: 'Enough.', ...named });
      if (held.state !== 'waiting') continue;
      await decideCheckpoint(as(commander), { id: held.id, decision: 'release' });
    }
    return { id, incidentId: incident.id };
  }

  async function proposed(input: ProposeActionInput = rollback(), of: AgentActor = agent) {
    const { id } = await investigation(of);
    return proposeAction(as(of), { investigationId: id, ...input });
  }

  const sign = (action: ActionOut, decision: 'approve' | 'reject' = 'approve', by = approver) =>
    decideAction(as(by), {
      actionId: action.id,
      decision,
      version: action.version,
      digest: action.digest,
      ...(decision === 'reject' ? { reason: 'No.' } : {}),
    });

  async function approved(input?: ProposeActionInput) {
    const action = await sign(await proposed(input));
    const { items } = await listGrants(as(executor), { waitS: 0 });
    const grant = items.find(({ actionId }) => actionId === action.id);
    if (!grant) throw new Error('The approved action has no grant.');
    return { action, grant };
  }

  return {
    owner,
    admin,
    commander,
    approver,
    agent,
    executor,
    investigation,
    proposed,
    sign,
    approved,
  };
}
