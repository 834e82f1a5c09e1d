import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { carryOut } from './deployer/carry-out';
import { planChange } from './deployer/plan';
import { currentDeployment } from './deployer/record';
import { faultNamed, INNOCENT, type Rollout } from './faults';
import { FIRST_RELEASE } from './services/releases';
import { supervise } from './services/supervise';
import { SERVICES, writeWhole, type Site } from './site/layout';
import { prepareSite } from './site/prepare';
import { writeSettings, type Settings } from './site/settings';

const TIMEOUT_MS = 60_000;

/** Half of the quiet time before the fault lies before the innocent change, half after it. */
const QUIET_MS = 5500;

async function rollOut(site: Site, rollout: Rollout, say: (line: string) => void): Promise<void> {
  const { service, to, by } = rollout;
  if (currentDeployment(site, service)?.release === to) return;
  const request = { verb: 'release', by, timeoutMs: TIMEOUT_MS } as const;
  const isDone = await carryOut(site, planChange(site, service, to), request, () => undefined);
  if (!isDone) throw new Error(`${service} ${to} did not come up; its log says why.`);
  say(`${by} released ${service} ${to}`);
}

/**
 * Brings the shop up at its good releases, and keeps it at whatever
 * the deployment records say. Returns how to stop it.
 */
export async function openShop(site: Site, settings: Settings, say: (line: string) => void) {
  prepareSite(site, new Date());
  writeSettings(site, settings);
  for (const service of SERVICES) rmSync(site.currentFile(service), { force: true });
  const stop = supervise(site, say);
  await resetShop(site, say);
  return stop;
}

/** Rolls every service out at its good release; what already runs it is left alone. */
export async function resetShop(site: Site, say: (line: string) => void): Promise<void> {
  const to = FIRST_RELEASE;
  await Promise.all(
    SERVICES.map((name) => rollOut(site, { service: name, to: to[name], by: 'drill set-up' }, say)),
  );
}

/** Lets the shop run well, makes the innocent change, and then rolls the fault out. */
export async function breakShop(
  site: Site,
  settings: Settings,
  say: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const fault = faultNamed(settings.fault);
  const options = signal ? { signal } : {};
  await delay(QUIET_MS, undefined, options);
  await rollOut(site, INNOCENT, say);
  await delay(QUIET_MS, undefined, options);
  for (const rollout of fault.rollouts) await rollOut(site, rollout, say);
  if (!fault.config) return;
  const path = site.configFile(fault.config.file);
  if (fault.config.text === null) rmSync(path, { force: true });
  else writeWhole(path, fault.config.text);
}
