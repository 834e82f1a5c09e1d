import { setTimeout as delay } from 'node:timers/promises';
import { inWindow, intervalsOf, sumCounts, type Interval } from '../metrics/intervals';
import { readScrapes } from '../metrics/sample-store';
import { isServiceName, type Site } from '../site/layout';
import { riseInShares } from '../statistics/change-point';
import { share, type Count } from '../statistics/proportions';
import {
  overall,
  RECOVERY_COLUMNS,
  recoveryOf,
  recoveryRow,
  type Recovery,
  type Stretches,
} from './recovery';

const LOOKBACK_MS = 10 * 60_000;
const FAULT_MS = 60_000;
const SETTLE_MS = 2000;
const WINDOW_MS = 12_000;
const PATIENCE_MS = 60_000;

export interface Measured {
  status: 'recovered' | 'not_recovered' | 'unknown';
  evidence: Record<string, unknown>;
}

const countOf = (intervals: readonly Interval[]): Count =>
  sumCounts(intervals.map((one) => one.errors));

/** How a service fared before the fault and during it, split at its change point. */
function earlier(intervals: readonly Interval[], atMs: number): Omit<Stretches, 'now'> {
  const past = intervals.filter((one) => one.toMs <= atMs);
  const change = riseInShares(past.map((one) => one.errors));
  const first = change && change.lnBayesFactor > 0 ? past[change.index] : undefined;
  const startMs = Math.max(first?.fromMs ?? 0, atMs - FAULT_MS);
  const fault = countOf(inWindow(past, startMs, atMs));
  const baseline = first ? countOf(past.slice(0, change?.index)) : null;
  const isRise = baseline !== null && share(baseline) < share(fault);
  return { baseline: isRise ? baseline : null, fault };
}

/**
 * Measures from the scrapes of /metrics whether the services reached by an execution recovered:
 * over 12 s at a time, until they did or a minute is over. `startedMs` is when the execution
 * began, `finishedMs` when it ended.
 */
export async function measureRecovery(
  site: Site,
  services: readonly string[],
  startedMs: number,
  finishedMs: number,
): Promise<Measured> {
  const known = services.filter(isServiceName);
  const deadlineMs = finishedMs + PATIENCE_MS;
  for (;;) {
    await delay(WINDOW_MS / 4);
    const toMs = Date.now();
    const fromMs = Math.max(finishedMs + SETTLE_MS, toMs - WINDOW_MS);
    if (toMs - fromMs < WINDOW_MS) continue;
    const scrapes = readScrapes(site, startedMs - LOOKBACK_MS, toMs);
    const stretches = known.map((service): [string, Stretches] => {
      const intervals = intervalsOf(scrapes, service);
      const now = countOf(inWindow(intervals, fromMs, toMs));
      return [service, { ...earlier(intervals, startedMs), now }];
    });
    const verdicts = stretches.map(([, one]): Recovery => recoveryOf(one));
    const status = overall(verdicts);
    if (status === 'recovered' || toMs >= deadlineMs) {
      return { status, evidence: evidenceOf(stretches, fromMs, toMs) };
    }
  }
}

function evidenceOf(stretches: [string, Stretches][], fromMs: number, toMs: number) {
  return {
    format: 'table',
    method: 'two-proportion z-tests at 1 %, Wilson intervals',
    query: 'http_requests_total, status 5xx over all, from scrapes of /metrics',
    observedFrom: new Date(fromMs).toISOString(),
    observedTo: new Date(toMs).toISOString(),
    columns: RECOVERY_COLUMNS,
    rows: stretches.map(([service, one]) => recoveryRow(service, one)),
  };
}
