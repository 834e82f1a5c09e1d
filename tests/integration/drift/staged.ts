import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { postEvents } from '@/lib/investigations/server/post-events';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { type AgentEvent, agentEvent } from '@/lib/investigations/schema';
import type { AgentActor, PersonActor } from '@/lib/access/actor';
import { as } from '../../support/actors';

const at = '2026-03-01T12:00:00.000Z';

export const event = (id: string, kind: string, rest: object): AgentEvent =>
  agentEvent.parse({ id, kind, at, ...rest });

export const note = (id: string) => event(id, 'note.added', { text: `note ${id}` });

export const evidence = (id: string, more: object = {}) =>
  event(`record-${id}`, 'evidence.recorded', {
    evidence: {
      id,
      source: 'logs',
      title: `item ${id}`,
      body: { format: 'text', text: `seen ${id}` },
      ...more,
    },
  });

const supports = (id: string, of: string) =>
  event(`link-${id}`, 'hypothesis.linked', {
    hypothesisId: 'h1',
    evidenceId: of,
    relation: 'supports',
  });

const surer = (id: string, confidence: number) =>
  event(id, 'hypothesis.revised', { hypothesisId: 'h1', confidence, because: [] });

/** One claim, and nothing but the same question to the same source in its support. */
export const wandering = (name: string, items: number): AgentEvent[] => [
  event(`propose-${name}`, 'hypothesis.proposed', {
    hypothesis: { id: 'h1', statement: 'Release r42 broke it', confidence: 0.3 },
  }),
  ...Array.from({ length: items }, (_, i) => `${name}${i}`).flatMap((id) => [
    evidence(id, { query: `level=error order=${id.length}` }),
    supports(id, id),
  ]),
  surer(`surer-${name}`, 0.6),
  surer(`surest-${name}`, 0.9),
];

export async function begin(commander: PersonActor, agent: AgentActor, clock?: 'imported') {
  const incident = await openIncident(as(commander), {
    title: 'Checkout fails',
    severity: 'sev2',
    service: 'checkout',
    environment: 'production',
    ...(clock ? { clock } : {}),
  });
  const run = await createInvestigation(as(agent), {
    incidentId: incident.id,
    ...(clock ? { clock } : {}),
  });
  const post = (...events: AgentEvent[]) => postEvents(as(agent), { id: run.id, events });
  return { incident, run, post };
}
