import type { NewAction } from '@/lib/agent/sdk/types';
import { releaseDiff } from '../deployer/plan';
import type { Change } from '../deployer/record';
import { inWindow, sumCounts } from '../metrics/intervals';
import { DEPENDS_ON, isServiceName, SERVICES, type ServiceName } from '../site/layout';
import { share, wilsonInterval } from '../statistics/proportions';
import { after, before, percent, type Scene } from './looks';
import { readMetrics } from './tools/metric-tool';

/** The services that a change of `service` can reach: itself and all that call it. */
export function reachOf(service: ServiceName): ServiceName[] {
  const callers = SERVICES.filter((name) => DEPENDS_ON[name].includes(service));
  return [...new Set([service, ...callers.flatMap(reachOf)])];
}

/** Arguments of the deployer that undo a change; the dry run takes the same. */
export function rollbackArguments(change: Change): string[] {
  const { service, from, environment } = change;
  return ['rollback', service, '--to', from ?? '', '--environment', environment];
}

export interface Grounds {
  scene: Scene;
  change: Change;
  hypothesisId: string;
  confidence: number;
  evidenceIds: string[];
  dryRun: string;
}

/** The rollback of one release, with everything a person needs to judge it. */
export function rollbackProposal(grounds: Grounds): NewAction {
  const { scene, change, hypothesisId, confidence, evidenceIds, dryRun } = grounds;
  const { service, from, to, environment } = change;
  if (!isServiceName(service) || !from) throw new Error(`${service} has nothing to go back to.`);
  const metrics = readMetrics(scene.site, scene.window);
  const count = (name: ServiceName, side: typeof before) => {
    const { fromMs, toMs } = side(scene);
    return sumCounts(inWindow(metrics[name], fromMs, toMs).map((one) => one.errors));
  };
  const failing = isServiceName(scene.service) ? scene.service : service;
  const [was, is] = [count(failing, before), count(failing, after)];
  const customers = count('storefront', after).total;
  const traffic = customers === 0 ? 0 : Math.min(1, count(service, after).total / customers);
  return {
    kind: 'rollback',
    title: `Roll back ${service} in ${environment} to ${from}`,
    target: { service, environment, resource: 'release' },
    command: { argv: ['shop-deploy', ...rollbackArguments(change)] },
    parameters: { from: to, to: from },
    expects: { [`${service}.release`]: to },
    diff: releaseDiff(service, to, from),
    dryRun,
    rationale:
      `${failing} has failed ${percent(share(is))} of its requests since ${to} of ${service} was ` +
      `released, ${percent(share(was))} before. Estimate that this release is the cause: ` +
      `${percent(confidence)}.`,
    hypothesisId,
    evidenceIds,
    blastRadius: {
      services: reachOf(service),
      trafficPercent: Math.round(100 * traffic),
      dataLoss: 'none',
    },
    reversibility: 'reversible',
    rollback: {
      argv: ['shop-deploy', 'release', service, '--to', to, '--environment', environment],
    },
    expectedEffect:
      `The share of failing requests of ${failing} falls from ${percent(share(is))} to at most ` +
      `${percent(wilsonInterval(was).high)} (the upper end of what it was before) within a minute. ` +
      `No requests are dropped: ${from} takes over before ${to} ends.`,
    verification:
      'Two-proportion tests of the 5xx share of every service reached, after the rollback against ' +
      'the fault and against the time before it, over 12 s, for up to a minute.',
  };
}
