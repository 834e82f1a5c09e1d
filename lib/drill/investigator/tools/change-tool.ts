import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { healthyRelease } from '../../deployer/carry-out';
import { readChanges, type Change } from '../../deployer/record';
import { nodeArguments, workingFolder } from '../../processes';
import { SERVICES, type Site } from '../../site/layout';
import type { Window } from './log-tool';

const run = promisify(execFile);
const DRY_RUN_MS = 20_000;

/** The changes to production in a window, oldest first; a service's very first release is none. */
export function readRecentChanges(site: Site, { fromMs, toMs }: Window): Change[] {
  return readChanges(site).filter((change) => {
    const atMs = Date.parse(change.at);
    return change.from !== null && atMs >= fromMs && atMs <= toMs;
  });
}

/** The release that each service's own /healthz reports now. */
export async function readReleases(site: Site): Promise<Record<string, string | null>> {
  const releases = await Promise.all(SERVICES.map((name) => healthyRelease(site, name)));
  return Object.fromEntries(SERVICES.map((name, i) => [name, releases[i] ?? null]));
}

/**
 * What the deployer says it would do. The deployer's own `--dry-run` runs; this tool adds that flag
 * by itself, so that an investigator can never deploy through it.
 */
export async function dryRun(site: Site, args: readonly string[]): Promise<string> {
  const command = nodeArguments('deployer/cli.ts', [site.home, ...args, '--dry-run']);
  const { stdout, stderr } = await run(process.execPath, command, {
    cwd: workingFolder,
    timeout: DRY_RUN_MS,
  });
  return `${stdout}${stderr}`;
}
