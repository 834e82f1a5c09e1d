import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { readJsonFile, writeWhole, type ServiceName, type Site } from '../site/layout';

export const deploymentSchema = z.object({
  service: z.string(),
  release: z.string(),
  by: z.string(),
  at: z.string(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** Which release of a service should run; null before the first deployment. */
export function currentDeployment(site: Site, service: ServiceName): Deployment | null {
  return readJsonFile(site.currentFile(service), deploymentSchema);
}

export function writeDeployment(site: Site, service: ServiceName, deployment: Deployment): void {
  writeWhole(site.currentFile(service), `${JSON.stringify(deployment)}\n`);
}

export const changeSchema = z.object({
  at: z.string(),
  by: z.string(),
  service: z.string(),
  environment: z.string(),
  verb: z.enum(['release', 'rollback']),
  from: z.string().nullable(),
  to: z.string(),
  outcome: z.enum(['done', 'failed']),
  /** Unified diff of the code that differs; empty for a first deployment. */
  diff: z.string(),
});
export type Change = z.infer<typeof changeSchema>;

/** One line for each change that was made or tried, never rewritten. */
export function appendChange(site: Site, change: Change): void {
  appendFileSync(site.changeLog, `${JSON.stringify(change)}\n`);
}

/** Every change so far, oldest first. */
export function readChanges(site: Site): Change[] {
  if (!existsSync(site.changeLog)) return [];
  return readFileSync(site.changeLog, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => changeSchema.parse(JSON.parse(line)));
}
