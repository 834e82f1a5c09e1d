import type { ServiceName } from '../site/layout';
import { SERVICES } from '../site/layout';
import { readInstruction } from './instruction';
import { changeEffectLook } from './lanes/change-effect';
import { changesLook, timingLook } from './lanes/changes';
import { errorShareLook, findOnset } from './lanes/error-share';
import { loadAndStrainLook } from './lanes/load-and-strain';
import { blameLook, linesLook } from './lanes/log-lines';
import { rankTemplates, templatesLook } from './lanes/log-templates';
import type { Lane, Look, Scene } from './looks';
import { readRecentChanges } from './tools/change-tool';

const WIDEN = 5;

/** The same scene up to now; five times as far back where that was asked for. */
export function widened(scene: Scene, isWider: boolean, nowMs: number): Scene {
  const reachMs = (scene.onsetMs - scene.window.fromMs) * (isWider ? WIDEN : 1);
  return { ...scene, window: { fromMs: scene.onsetMs - reachMs, toMs: nowMs } };
}

/**
 * The looks that a person's instruction asks for: the sources it names, else all three; the
 * services it names, else all. An instruction that names nothing known brings everything anew.
 */
export function furtherLooks(scene: Scene, instruction: string, nowMs: number): Look[] {
  const { services, lanes, isWider } = readInstruction(instruction);
  const wide = widened(scene, isWider || (services.length === 0 && lanes.length === 0), nowMs);
  const wants = (lane: Lane) => lanes.length === 0 || lanes.includes(lane);
  return [
    ...(wants('metrics') ? metricLooks(wide, services) : []),
    ...(wants('logs') ? logLooks(wide, services) : []),
    ...(wants('changes') ? changeLooks(wide) : []),
  ];
}

function metricLooks(scene: Scene, services: readonly ServiceName[]): Look[] {
  const changes = readRecentChanges(scene.site, scene.window);
  const named = changes.filter((change) => services.some((name) => name === change.service));
  return [
    errorShareLook(scene),
    loadAndStrainLook(scene),
    ...named.map((change) => changeEffectLook(scene, change, changes)),
  ];
}

function logLooks(scene: Scene, services: readonly ServiceName[]): Look[] {
  const among = services.length > 0 ? services : SERVICES;
  const top = rankTemplates(scene, among)[0];
  return [
    templatesLook(scene, among),
    ...(top ? [linesLook(scene, top)] : []),
    ...(services.length === 0 || services.some((name) => name === scene.service)
      ? [blameLook(scene)]
      : []),
  ];
}

function changeLooks(scene: Scene): Look[] {
  const changes = readRecentChanges(scene.site, scene.window);
  const onset = findOnset(scene);
  return [changesLook(scene), ...(onset ? [timingLook(scene, changes, onset)] : [])];
}
