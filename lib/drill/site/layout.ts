import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const SERVICES = ['storefront', 'checkout', 'payments'] as const;
export type ServiceName = (typeof SERVICES)[number];
export const ENVIRONMENT = 'production';

/** Whom each service calls. The catalogue declares the same. */
export const DEPENDS_ON: Readonly<Record<ServiceName, readonly ServiceName[]>> = {
  storefront: ['checkout'],
  checkout: ['payments'],
  payments: [],
};

export const isServiceName = (text: string): text is ServiceName =>
  SERVICES.some((name) => name === text);

/** Where everything of one drill lives on disk, below its home folder. */
export function siteAt(home: string) {
  return {
    home,
    logFile: (service: ServiceName) => join(home, 'logs', `${service}.log`),
    /** Which release should run: what the deployer writes and the supervisor obeys. */
    currentFile: (service: ServiceName) => join(home, 'deployments', service, 'current'),
    /** Which release runs, and where: what the supervisor writes and callers read. */
    endpointFile: (service: ServiceName) => join(home, 'run', `${service}.json`),
    /** The last release of a service that did not start, and why: also the supervisor's. */
    refusalFile: (service: ServiceName) => join(home, 'run', `${service}.refused.json`),
    configFile: (name: string) => join(home, 'config', name),
    changeLog: join(home, 'changes.jsonl'),
    sampleFile: join(home, 'metrics', 'samples.jsonl'),
    /** While this is there the alert rule says nothing, as under a silence of Alertmanager's. */
    silenceFile: join(home, 'run', 'silence'),
    settingsFile: join(home, 'settings.json'),
  };
}
export type Site = ReturnType<typeof siteAt>;

/** Makes the folders of a site; harmless when they exist. */
export function prepareFolders(site: Site): void {
  for (const folder of ['logs', 'run', 'config', 'metrics']) {
    mkdirSync(join(site.home, folder), { recursive: true });
  }
  for (const service of SERVICES) {
    mkdirSync(join(site.home, 'deployments', service), { recursive: true });
  }
}

/** Writes by renaming, so that a reader sees the old text or the new, never half of one. */
export function writeWhole(path: string, text: string, mode = 0o644): void {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode });
  renameSync(draft, path);
}

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Reads and checks a JSON file; null when there is none. */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
