import { createClient } from '@/lib/agent/sdk/client';
import type { AgentEvent } from '@/lib/agent/sdk/types';
import type { DemoFile } from './demo';

/** An incident on checkout and a run on it by the demo's agent, whose part the test plays. */
export async function beginRun(demo: DemoFile, title: string) {
  const [agent] = demo.agents;
  if (!agent) throw new Error('The demo has no agent.');
  const client = createClient({ baseUrl: demo.url, key: agent.key });
  const incident = await client.incidents.create({
    title,
    severity: 'sev2',
    service: 'checkout',
    environment: 'production',
  });
  const { id } = await client.investigations.create({ incidentId: incident.id });
  const post = (...events: object[]) =>
    client.investigations.postEvents(id, events as AgentEvent[]);
  return { client, incidentId: incident.id, id, post };
}
