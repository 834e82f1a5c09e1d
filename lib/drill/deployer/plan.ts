import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { releaseFile } from '../services/releases';
import { endpointOf } from '../site/endpoints';
import { ENVIRONMENT, type ServiceName, type Site } from '../site/layout';
import { currentDeployment } from './record';

export interface Plan {
  service: ServiceName;
  from: string | null;
  to: string;
  diff: string;
  /** What would be done, a line a step. */
  steps: string[];
}

/** A request that cannot be carried out; nothing was changed. */
export class NotPossible extends Error {}

/** The unified diff between the code of two releases. */
export function releaseDiff(service: ServiceName, from: string, to: string): string {
  const [a, b] = [releaseFile(service, from), releaseFile(service, to)];
  if (!a || !b) throw new NotPossible(`${service} has no release ${a ? to : from}`);
  const label = (file: string) => relative(new URL('../services', import.meta.url).pathname, file);
  const text = (file: string) => readFileSync(file, 'utf8');
  const patch = createTwoFilesPatch(label(a), label(b), text(a), text(b), undefined, undefined, {
    context: 3,
  });
  return patch.replace(/^=+\n/, '');
}

/** What changing `service` to release `to` takes. Throws NotPossible where there is nothing to do. */
export function planChange(site: Site, service: ServiceName, to: string): Plan {
  const file = releaseFile(service, to);
  if (!file) throw new NotPossible(`${service} has no release ${to}`);
  const from = currentDeployment(site, service)?.release ?? null;
  if (from === to) throw new NotPossible(`${service} already runs ${to} in ${ENVIRONMENT}`);
  const running = endpointOf(site, service);
  return {
    service,
    from,
    to,
    diff: from ? releaseDiff(service, from, to) : '',
    steps: [
      `service      ${service}, ${ENVIRONMENT}`,
      `release      ${from ?? 'none'} -> ${to}`,
      running
        ? `running now  ${running.release}, process ${running.pid}, port ${running.port}`
        : 'running now  nothing',
      `1. write ${to} to deployments/${service}/current`,
      `2. wait for a new instance whose /healthz reports ${to}`,
      running ? `3. process ${running.pid} drains and ends` : '3. nothing to drain',
    ],
  };
}
