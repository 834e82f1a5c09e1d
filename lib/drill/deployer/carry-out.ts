import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { endpointOf, refusalOf, urlOf } from '../site/endpoints';
import { ENVIRONMENT, type ServiceName, type Site } from '../site/layout';
import type { Plan } from './plan';
import { appendChange, writeDeployment, type Change } from './record';

const healthSchema = z.object({ status: z.literal('ok'), release: z.string() });
const POLL_MS = 150;

/** The release that answers at /healthz of a service now; null when nothing does. */
export async function healthyRelease(site: Site, service: ServiceName): Promise<string | null> {
  const endpoint = endpointOf(site, service);
  if (!endpoint) return null;
  try {
    const response = await fetch(urlOf(endpoint, '/healthz'), {
      signal: AbortSignal.timeout(1000),
    });
    return healthSchema.parse(await response.json()).release;
  } catch {
    return null; // not there yet, or gone: what the caller asks about
  }
}

export interface ChangeRequest {
  verb: Change['verb'];
  by: string;
  timeoutMs: number;
}

/**
 * Switches the running release, and says so a line at a time. When no healthy instance of the new
 * release appears in time, the old record is put back and the result is false: the old instance
 * never stopped serving.
 */
export async function carryOut(
  site: Site,
  plan: Plan,
  { verb, by, timeoutMs }: ChangeRequest,
  say: (line: string) => void,
): Promise<boolean> {
  const { service, from, to } = plan;
  const write = (release: string) =>
    writeDeployment(site, service, { service, release, by, at: new Date().toISOString() });
  const note = (outcome: Change['outcome'], at: string) => {
    const { diff } = plan;
    appendChange(site, {
      at,
      by,
      service,
      environment: ENVIRONMENT,
      verb,
      from,
      to,
      outcome,
      diff,
    });
  };

  const startedMs = Date.now();
  write(to);
  say(`wrote ${to} to deployments/${service}/current`);
  const deadlineMs = startedMs + timeoutMs;
  let seen: string | null = null;
  while (Date.now() < deadlineMs) {
    const release = await healthyRelease(site, service);
    if (release !== seen) say(`/healthz reports ${release ?? 'nothing'}`);
    seen = release;
    if (release === to) {
      const endpoint = endpointOf(site, service);
      say(`${service} runs ${to}: process ${endpoint?.pid}, port ${endpoint?.port}`);
      note('done', endpoint?.startedAt ?? new Date().toISOString());
      return true;
    }
    const refusal = refusalOf(site, service);
    if (refusal?.release === to && refusal.atMs >= startedMs) {
      say(`${service} ${to} ${refusal.reason}; logs/${service}.log says why`);
      break;
    }
    await delay(POLL_MS);
  }
  if (from) write(from);
  say(`no healthy instance of ${to}; ${from ?? 'nothing'} put back`);
  note('failed', new Date().toISOString());
  return false;
}
