/**
 * The executor: `executor/main.ts HOME DEMO_FILE`. A process and an identity of its own, the only
 * one that can change the shop on somebody's word: it waits for grants, checks each by itself,
 * redeems it, runs exactly the command that was signed if that is on its list, streams what it
 * prints, and then measures whether the services recovered.
 */
import { pause } from '@/lib/agent/sdk/backoff';
import { createClient, type Client } from '@/lib/agent/sdk/client';
import { ApiProblem } from '@/lib/agent/sdk/problem';
import type { Grant, Redemption } from '@/lib/agent/sdk/types';
import { readDemoFile } from '../demo-file';
import { readReleases } from '../investigator/tools/change-tool';
import { siteAt, type Site } from '../site/layout';
import { allowedCommand } from './allow-list';
import { reportExecution } from './execution';
import { measureRecovery } from './measure-recovery';
import { runCommand } from './run-command';
import { GrantRefused, grantVerifier, signedContents, type GrantClaims } from './verify-grant';
import { sayAs } from '@/lib/drill/say';

const WAIT_S = 25;
const BETWEEN_MS = 500;
const RETRY = { attempts: 5000, baseMs: 250, maxMs: 8000 };

const say = sayAs('executor');

/** What is true of the shop now: the release that every service itself reports. */
async function observe(site: Site): Promise<Record<string, string | null>> {
  const releases = Object.entries(await readReleases(site));
  return Object.fromEntries(releases.map(([name, release]) => [`${name}.release`, release]));
}

async function execute(client: Client, site: Site, claims: GrantClaims, redemption: Redemption) {
  const { executionId, action } = redemption;
  const report = reportExecution(client, executionId);
  const startedMs = Date.now();
  let services: string[] = [];
  let exitCode: number | null = null;
  try {
    const contents = signedContents(action, claims.digest);
    services = contents.catalogue.services;
    const command = allowedCommand(site, contents);
    if (typeof command === 'string') throw new GrantRefused(command);
    const argv = 'argv' in contents.command ? contents.command.argv : [];
    await report.started(JSON.stringify(argv));
    say(`runs ${argv.join(' ')}`);
    exitCode = await runCommand(command, (line) => report.line(line));
    await report.finished(exitCode, `ended with exit code ${exitCode ?? 'none'}`);
  } catch (error) {
    if (error instanceof ApiProblem) throw error; // the server no longer listens to this execution
    const text = error instanceof Error ? error.message : String(error);
    await report.finished(null, `Nothing was run: ${text}`);
  }
  say(exitCode === 0 ? 'succeeded; measures recovery' : 'failed; measures what became of it');
  const reached = services.length > 0 ? services : [action.service];
  const { status, evidence } = await measureRecovery(site, reached, startedMs, Date.now());
  await client.executor.verify(executionId, { status, evidence });
  say(`reports ${status.replace('_', ' ')}`);
}

const [, , home = '', demoFile = ''] = process.argv;
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group; the parent decides
const site = siteAt(home);
const { url, executor } = readDemoFile(demoFile);
const client = createClient({ baseUrl: url, key: executor.key, retry: RETRY });
const verify = grantVerifier(url, executor.id);
/** Grants that were refused, by us or the server: looking at them again would change nothing. */
const refused = new Set<string>();

async function take(grant: Grant): Promise<void> {
  try {
    const claims = await verify(grant);
    const { token, digest } = grant;
    const observed = await observe(site);
    say(`redeems the grant for action ${grant.actionId}, version ${grant.version}`);
    const redemption = await client.executor.redeem({ token, digest, observed });
    await execute(client, site, claims, redemption);
  } catch (error) {
    const isRefusal = error instanceof GrantRefused || error instanceof ApiProblem;
    if (!isRefusal) throw error;
    refused.add(grant.id);
    say(`leaves grant ${grant.id}: ${error.message}`);
  }
}

for (;;) {
  const { items } = await client.executor.grants({ wait: WAIT_S });
  const grant = items.find((one) => !refused.has(one.id));
  if (grant) await take(grant);
  else await pause(BETWEEN_MS);
}
