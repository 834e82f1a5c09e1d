import { createClient, type Client } from '@/lib/agent/sdk/client';
import { ApiProblem } from '@/lib/agent/sdk/problem';
import type { NewSubAgent } from '@/lib/agent/sdk/types';
import type { ClientOptions } from '@/lib/agent/sdk/transport';
import { SERVICES } from '../site/layout';
import { iso, type Lane } from './looks';

/** Longer than any drill takes, and soon enough over that those of many drills do not pile up. */
const LIVES_MS = 12 * 60 * 60 * 1000;

interface Reader {
  name: string;
  sources: string[];
  tools: string[];
}

/** Who takes a lane's looks: each reads its own sources with its own tools, and does nothing else. */
const READERS: Readonly<Record<Lane, Reader>> = {
  logs: { name: 'log-reader', sources: ['logs'], tools: ['rank_log_templates', 'read_log'] },
  metrics: {
    name: 'metric-reader',
    sources: ['metrics'],
    tools: ['read_metrics', 'compare_releases'],
  },
  changes: {
    name: 'change-reader',
    sources: ['changes', 'code', 'config'],
    tools: ['list_changes', 'align_changes', 'read_change', 'read_health', 'deploy_dry_run'],
  },
};

const LANES = Object.keys(READERS) as Lane[];

const wanted = (lane: Lane): NewSubAgent => {
  const { name, sources, tools } = READERS[lane];
  return {
    name,
    purpose: `Reads ${sources.join(', ')} for the investigations of the agent that made it.`,
    scope: {
      sources,
      tools,
      services: [...SERVICES],
      environments: ['production'],
      verbs: ['observe'],
      maxDepth: 0,
    },
    expiresAt: iso(Date.now() + LIVES_MS),
  };
};

/**
 * Delegates a sub-agent for each lane and gives the clients that hold their keys. Where that is
 * refused the investigator takes the looks itself, for reading is within its own scope too.
 */
export async function delegateLanes(
  client: Client,
  agentId: string,
  options: Omit<ClientOptions, 'key'>,
  say: (line: string) => void,
): Promise<Partial<Record<Lane, Client>>> {
  const lanes: Partial<Record<Lane, Client>> = {};
  try {
    for (const lane of LANES) {
      const { key } = await client.agents.delegate(agentId, wanted(lane));
      lanes[lane] = createClient({ ...options, key });
    }
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    say(`reads some lanes itself, for delegating was refused: ${error.message}`);
  }
  return lanes;
}
