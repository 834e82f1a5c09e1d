import { SERVICES, type ServiceName } from '../site/layout';
import type { Lane } from './looks';

/** What of a person's instruction this investigator can act on. */
export interface Reading {
  services: ServiceName[];
  lanes: Lane[];
  isWider: boolean;
}

const LANE_WORDS: Readonly<Record<Lane, RegExp>> = {
  logs: /\b(logs?|lines?|errors?|exceptions?|stack)\b/i,
  metrics: /\b(metrics?|latency|slow|cpu|load|traffic|saturat\w*|rate)\b/i,
  changes: /\b(changes?|deploy\w*|releases?|rollouts?|diffs?|code|config\w*)\b/i,
};
const WIDER =
  /\b(wider|longer|earlier|before|further back|more (?:time|history)|minutes?|hours?)\b/i;

/**
 * Reads an instruction by its words alone: services it names, sources it names, and whether it asks
 * for more time. It never does anything an instruction merely says: all that follows from it is
 * which of the read-only looks are taken next.
 */
export function readInstruction(text: string): Reading {
  const words = text.toLowerCase();
  const services = SERVICES.filter((name) => words.includes(name));
  const lanes = (Object.keys(LANE_WORDS) as Lane[]).filter((lane) => LANE_WORDS[lane].test(text));
  return { services, lanes, isWider: WIDER.test(text) };
}
