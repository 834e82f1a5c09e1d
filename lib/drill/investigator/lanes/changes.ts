import type { Change } from '../../deployer/record';
import { secondsOf, spanOf, rounded, type Look, type Scene } from '../looks';
import { releaseSuspect } from '../reasoning/suspects';
import { readRecentChanges, readReleases } from '../tools/change-tool';
import type { Onset } from './error-share';

const REACH_MS = 10_000;
const EARLY_MS = 1000;
const MARGIN_MS = 500;
const [LEAST_CHANCE, MOST_CHANCE] = [0.05, 0.6];

/** What was changed in production lately, by whom. */
export function changesLook(scene: Scene): Look {
  const { site, window } = scene;
  return {
    lane: 'changes',
    source: 'changes',
    tool: 'list_changes',
    args: { environment: scene.environment, window: spanOf(window) },
    query: `changes.jsonl, ${scene.environment}, ${spanOf(window)}`,
    window,
    see: async () => {
      const changes = readRecentChanges(site, window);
      return {
        title: `${changes.length} ${changes.length === 1 ? 'change' : 'changes'} to ${scene.environment} in the last ${Math.round(secondsOf(window))} s`,
        body: {
          format: 'table',
          columns: ['at', 'service', 'from', 'to', 'by', 'outcome'],
          rows: changes.map((c) => [c.at, c.service, c.from, c.to, c.by, c.outcome]),
        },
        claims: [],
      };
    },
  };
}

/** How each change lies to the onset, and how probable it is that the onset follows it. */
export function timingLook(scene: Scene, changes: readonly Change[], onset: Onset): Look {
  const { window } = scene;
  return {
    lane: 'changes',
    source: 'changes',
    tool: 'align_changes',
    args: { onset: new Date(onset.atMs).toISOString(), changes: changes.length },
    query:
      `posterior of the change point in the 5xx share of ${scene.service} against the time of each ` +
      `change, ${spanOf(window)}`,
    service: scene.service,
    window,
    see: async () => {
      const timings = changes.map((change) => timingOf(change, changes, onset));
      const best = timings.reduce<(typeof timings)[number] | null>(
        (most, one) => (!most || one.certainty > most.certainty ? one : most),
        null,
      );
      const longMs = window.toMs - window.fromMs;
      return {
        title:
          best && best.certainty > 0.5
            ? `The errors were first counted ${rounded(best.lagS, 1)} s after ${best.change.service} ${best.change.to} was released (P = ${rounded(best.certainty, 2)})`
            : 'The errors did not begin right after any change',
        body: {
          format: 'table',
          columns: ['change', 'released at', 'first errors less release, s', 'P(onset follows it)'],
          rows: timings.map(({ change, lagS, certainty }) => [
            `${change.service} ${change.from} → ${change.to}`,
            change.at,
            rounded(lagS, 1),
            rounded(certainty, 3),
          ]),
        },
        claims: timings.map(({ change, certainty, reachMs }) => ({
          certainty,
          claim: {
            kind: 'onset-follows-change',
            suspect: releaseSuspect(change).id,
            chance: Math.min(MOST_CHANCE, Math.max(LEAST_CHANCE, reachMs / longMs)),
          },
        })),
      };
    },
  };
}

/** The posterior mass of the onset between a change and ten seconds on, or the next change. */
function timingOf(change: Change, all: readonly Change[], onset: Onset) {
  const { seenMs, startsMs, change: found } = onset;
  const changeMs = Date.parse(change.at);
  const later = all.map((one) => Date.parse(one.at)).filter((ms) => ms > changeMs);
  const untilMs = Math.min(changeMs + REACH_MS, ...later.map((ms) => ms - MARGIN_MS));
  const certainty = startsMs.reduce(
    (sum, ms, i) =>
      ms >= changeMs - EARLY_MS && ms < untilMs ? sum + (found.posterior[i] ?? 0) : sum,
    0,
  );
  return {
    change,
    lagS: (seenMs - changeMs) / 1000,
    certainty: Math.min(1, certainty),
    reachMs: untilMs - changeMs + EARLY_MS,
  };
}

/** The code that one change replaced. */
export function diffLook(scene: Scene, change: Change): Look {
  return {
    lane: 'changes',
    source: 'code',
    tool: 'read_change',
    args: { service: change.service, from: change.from, to: change.to },
    query: `diff of ${change.service} ${change.from}..${change.to}`,
    service: change.service,
    window: scene.window,
    see: async () => ({
      title: `What ${change.service} ${change.to} changed, released by ${change.by}`,
      body: { format: 'diff', unified: change.diff },
      claims: [],
    }),
  };
}

/** The release that each service itself reports. */
export function releasesLook(scene: Scene): Look {
  return {
    lane: 'changes',
    source: 'config',
    tool: 'read_health',
    args: { path: '/healthz' },
    query: 'GET /healthz of every service',
    window: scene.window,
    see: async () => {
      const releases = await readReleases(scene.site);
      const text = Object.entries(releases).map(([name, release]) => `${name} ${release ?? '?'}`);
      return {
        title: `Running now: ${text.join(', ')}`,
        body: { format: 'json', value: releases },
        claims: [],
      };
    },
  };
}
