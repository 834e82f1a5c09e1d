import { actionCalls, executorCalls } from './actions';
import { freezeCalls } from './freezes';
import { checkpointCalls, investigationCalls } from './investigations';
import { createTransport, type CallOptions, type ClientOptions } from './transport';
import type {
  Incident,
  IncidentQuery,
  NewIncident,
  NewSubAgent,
  Page,
  Service,
  SubAgent,
} from './types';

/**
 * The HTTP contract for machines: agents, executors, alert sources. Calls throw ApiProblem when
 * the server refuses, and are repeated with backoff while it is busy or away.
 */
export function createClient(options: ClientOptions) {
  const transport = createTransport(options);
  return {
    incidents: {
      list: (query: IncidentQuery = {}, call?: CallOptions) =>
        transport.get<Page<Incident>>('/incidents', { ...query }, call),
      get: (id: string, call?: CallOptions) =>
        transport.get<Incident>(`/incidents/${encodeURIComponent(id)}`, {}, call),
      create: (input: NewIncident, call?: CallOptions) =>
        transport.post<Incident>('/incidents', input, call),
    },
    services: {
      list: (query: { limit?: number; cursor?: string } = {}, call?: CallOptions) =>
        transport.get<Page<Service>>('/services', query, call),
    },
    agents: {
      /** Makes a sub-agent of the agent whose key this client holds. Its key is told this once. */
      delegate: (id: string, input: NewSubAgent, call?: CallOptions) =>
        transport.post<SubAgent>(`/agents/${encodeURIComponent(id)}/delegations`, input, call),
    },
    investigations: investigationCalls(transport),
    checkpoints: checkpointCalls(transport),
    actions: actionCalls(transport),
    executor: executorCalls(transport),
    freezes: freezeCalls(transport),
    openapi: (call?: CallOptions) =>
      transport.get<Record<string, unknown>>('/openapi.json', {}, call),
  };
}

export type Client = ReturnType<typeof createClient>;
