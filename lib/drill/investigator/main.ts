/**
 * The reference investigator: `investigator/main.ts HOME DEMO_FILE`. It waits for the incident that
 * this drill's alert opens and investigates it with its own key. It is deterministic and no language
 * model: every number comes from the statistics in ../statistics, every judgement stands in
 * reasoning/judgement.ts, and it reads through tools/ alone. It can propose; it can change nothing.
 */
import { pause } from '@/lib/agent/sdk/backoff';
import { createClient, type Client } from '@/lib/agent/sdk/client';
import { ApiProblem } from '@/lib/agent/sdk/problem';
import type { Incident } from '@/lib/agent/sdk/types';
import { type Demo, investigatorOf, readDemoFile } from '../demo-file';
import { siteAt, type Site } from '../site/layout';
import { readSettings } from '../site/settings';
import { followDirectives } from './directives';
import { Stopped } from './hold';
import { investigate } from './investigate';
import { iso } from './looks';
import { openSession } from './session';
import { delegateLanes } from './sub-agents';
import { sayAs } from '@/lib/drill/say';

const PACE_MS = 900;
const POLL_MS = 1000;
const WAIT_S = 20;
const CLOCK_SLACK_MS = 30_000;
/** A server or database that is away for however long is waited for: people may be deciding. */
const RETRY = { attempts: 5000, baseMs: 250, maxMs: 8000 };

const say = sayAs('investigator');

const server = ({ url }: Demo) => ({ baseUrl: url, retry: RETRY });

/** Waits for the open incident whose alerts carry this drill's label. */
async function nextIncident(client: Client, drill: string, fromMs: number): Promise<Incident> {
  const query = { status: 'open', from: iso(fromMs - CLOCK_SLACK_MS), wait: WAIT_S };
  for (;;) {
    const { items } = await client.incidents.list(query);
    const own = items.find((one) => one.groupKey?.includes(`drill="${drill}"`));
    if (own) return own;
    await pause(POLL_MS);
  }
}

async function runOn(client: Client, demo: Demo, site: Site, incident: Incident): Promise<string> {
  const lanes = await delegateLanes(client, investigatorOf(demo).id, server(demo), say);
  const goal = `Find what makes ${incident.service} fail, and how to end it.`;
  const begin = () => client.investigations.create({ incidentId: incident.id, goal });
  const { id } = await client.freezes.outwait(begin);
  say(`investigates ${incident.id}, “${incident.title}”, as ${id}`);
  const session = openSession({ client, lanes, investigationId: id, paceMs: PACE_MS, say });
  const ended = new AbortController();
  const following = followDirectives(client, session, say, ended.signal);
  try {
    await investigate({ client, session, site, incident });
    return 'concluded';
  } catch (error) {
    if (error instanceof Stopped) return error.message;
    if (error instanceof ApiProblem) return `was refused: ${error.message}`;
    throw error;
  } finally {
    ended.abort();
    await following;
  }
}

const [, , home = '', demoFile = ''] = process.argv;
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group; the parent decides
const startedMs = Date.now();
const site = siteAt(home);
const demo = readDemoFile(demoFile);
const client = createClient({ ...server(demo), key: investigatorOf(demo).key });
const incident = await nextIncident(client, readSettings(site).drill, startedMs);
say(await runOn(client, demo, site, incident));
process.send?.({ isDone: true });
process.disconnect?.();
