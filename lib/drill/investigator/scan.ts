import type { Change } from '../deployer/record';
import { readScrapes } from '../metrics/sample-store';
import type { Site } from '../site/layout';
import { errorShareLook, findOnset, type Onset } from './lanes/error-share';
import { changesLook, releasesLook } from './lanes/changes';
import { loudestAlarm } from './lanes/log-lines';
import { blamedBy, rankTemplates, templatesLook, type Template } from './lanes/log-templates';
import type { Scene } from './looks';
import {
  dependencySuspect,
  releaseSuspect,
  saturationSuspect,
  type Suspect,
} from './reasoning/suspects';
import type { Session, Taken } from './session';
import { readRecentChanges } from './tools/change-tool';

const LOOKBACK_MS = 60_000;

export interface IncidentFacts {
  service: string;
  environment: string;
  startedAt: string;
}

/** What the first look at everything showed. */
export interface Scan {
  scene: Scene;
  onset: Onset | null;
  changes: Change[];
  templates: Template[];
  suspects: Suspect[];
  /** Evidence that already says something of the suspects. */
  taken: Taken[];
}

/** The minute before the alert, or as much of it as was measured at all, up to now. */
export function sceneOf(site: Site, incident: IncidentFacts, nowMs: number): Scene {
  const { service, environment } = incident;
  const startedMs = Date.parse(incident.startedAt);
  const measuredMs = readScrapes(site, startedMs - LOOKBACK_MS, nowMs)[0]?.atMs;
  const window = { fromMs: measuredMs ?? startedMs - LOOKBACK_MS, toMs: nowMs };
  return { site, service, environment, window, onsetMs: startedMs };
}

/**
 * The first pass, one look a lane: when did it begin, what was changed, what do the logs say anew?
 * From these come the suspects: every change in the window, the loudest complaint of a service, and
 * saturation of the service that fails.
 */
export async function scan(session: Session, site: Site, incident: IncidentFacts): Promise<Scan> {
  const first = sceneOf(site, incident, Date.now());
  const [share] = await Promise.all([
    session.takeLook(errorShareLook(first)),
    session.takeLook(changesLook(first)),
  ]);
  const onset = findOnset(first);
  const scene = {
    ...first,
    onsetMs: onset?.atMs ?? first.onsetMs,
    window: { ...first.window, toMs: Date.now() },
  };
  const [logs] = await Promise.all([
    session.takeLook(templatesLook(scene)),
    session.takeLook(releasesLook(scene)),
  ]);
  const changes = readRecentChanges(site, scene.window);
  const templates = rankTemplates(scene);
  return {
    scene,
    onset,
    changes,
    templates,
    suspects: suspectsOf(scene, changes, templates),
    taken: [share, logs].filter((one) => one !== null),
  };
}

function suspectsOf(scene: Scene, changes: readonly Change[], templates: readonly Template[]) {
  const suspects = changes.map(releaseSuspect);
  const own = templates.filter((one) => blamedBy(one.service, one.template) === null);
  const alarm = loudestAlarm(own);
  if (alarm) suspects.push(dependencySuspect(alarm.service, alarm.template));
  suspects.push(saturationSuspect(scene.service));
  // Rolling out the same release twice makes one suspect, not two.
  return [...new Map(suspects.map((suspect) => [suspect.id, suspect])).values()];
}
