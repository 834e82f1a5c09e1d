import type { AgentActor } from '@/lib/access/actor';
import type { ProposeActionInput } from '@/lib/actions/schema';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { listGrants } from '@/lib/grants/server/list-grants';
import type { OpenIncidentInput } from '@/lib/incidents/schema';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { newId } from '@/lib/ids';
import { agentEvent } from '@/lib/investigations/schema';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { postEvents } from '@/lib/investigations/server/post-events';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { declareService } from '@/lib/services/server/declare-service';
import { as } from './actors';
import { makeCast, rollback } from './proposing';

const at = '2026-03-01T12:00:00.000Z';
const event = (id: string, kind: string, rest: object) =>
  agentEvent.parse({ id, kind, at, ...rest });
const evidence = (id: string, source: string) =>
  event(`record-${id}`, 'evidence.recorded', {
    evidence: { id, source, title: `item ${id}`, body: { format: 'text', text: id } },
  });
const link = (evidenceId: string, relation: string) =>
  event(`link-${evidenceId}`, 'hypothesis.linked', { hypothesisId: 'h1', evidenceId, relation });

/** What the claim of a run rests on; by default, what the policy may act upon. */
export interface Rests {
  sources?: [string, string];
  isContrarySought?: boolean;
}

/** A cast with a service in staging, where the policy that ships lets agents act alone. */
export async function makeLoneCast() {
  const cast = await makeCast();
  const { admin, agent, commander, executor } = cast;
  await declareService(as(admin), {
    name: 'sandbox',
    environments: ['staging'],
    dependsOn: [],
    owners: [],
    trafficShare: 0.02,
    actionKinds: { rollback: { reversibility: 'reversible' } },
  });

  const incident = (more: Partial<OpenIncidentInput> = {}) =>
    openIncident(as(commander), {
      title: 'The sandbox fails',
      severity: 'sev3',
      service: 'sandbox',
      environment: 'staging',
      outageClass: 'bad-release',
      ...more,
    });

  /** A run that holds evidence and one claim, with what it rests on, still gathering. */
  async function begun(
    rests: Rests = {},
    more: Partial<OpenIncidentInput> = {},
    of: AgentActor = agent,
  ) {
    const { sources = ['logs', 'changes'], isContrarySought = true } = rests;
    const { id: incidentId } = await incident(more);
    const { id } = await createInvestigation(as(of), { incidentId });
    const hypothesis = { id: 'h1', statement: 'The release broke it.', confidence: 0.9 };
    const [first, second] = sources;
    await postEvents(as(of), {
      id,
      events: [
        evidence('e1', first),
        evidence('e2', second),
        evidence('e3', 'metrics'),
        event('propose-h1', 'hypothesis.proposed', { hypothesis }),
        link('e1', 'supports'),
        link('e2', 'supports'),
        ...(isContrarySought ? [link('e3', 'contradicts')] : []),
      ],
    });
    return { id, incidentId };
  }

  const ask = (id: string, stage: 'evidence' | 'commitment', of: AgentActor = agent) =>
    requestCheckpoint(as(of), {
      id,
      stage,
      summary: 'Enough.',
      ...(stage === 'commitment' ? { hypothesisId: 'h1' } : {}),
    });

  /** Passes both stop points, by people where policy holds them. */
  async function proposing(
    rests: Rests = {},
    more: Partial<OpenIncidentInput> = {},
    of: AgentActor = agent,
  ) {
    const run = await begun(rests, more, of);
    for (const stage of ['evidence', 'commitment'] as const) {
      const held = await ask(run.id, stage, of);
      if (held.state !== 'waiting') continue;
      await decideCheckpoint(as(commander), { id: held.id, decision: 'release' });
    }
    return run;
  }

  const sandboxRollback = (more: Partial<ProposeActionInput> = {}) =>
    rollback({
      target: { service: 'sandbox', environment: 'staging', resource: `release/${newId('evt')}` },
      blastRadius: { services: ['sandbox'], dataLoss: 'none' },
      ...more,
    });

  const propose = (
    investigationId: string,
    more: Partial<ProposeActionInput> = {},
    of: AgentActor = agent,
  ) => proposeAction(as(of), { investigationId, ...sandboxRollback(more) });

  async function grantOf(actionId: string) {
    const { items } = await listGrants(as(executor), { waitS: 0 });
    return items.find((each) => each.actionId === actionId);
  }

  return { ...cast, incident, begun, ask, proposing, propose, grantOf, sandboxRollback };
}
