import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { detectFormat } from '@/lib/agent/importers/detect';
import { type LoadedRun, loadRecordings } from '@/lib/agent/importers/load-recordings';
import { toTimeline } from '@/lib/agent/importers/to-timeline';
import type { Operation } from '@/lib/agent/importers/timeline';
import { readReactRun } from './drift-aiopslab';

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** One recorded run, as its events and what its benchmark said of it. */
export interface Recorded {
  name: string;
  operations: Operation[];
  /**
   * By the oracles' verdicts. `unfinished`: no verdict, and it ended without handing anything over;
   * `unjudged`: no verdict. Both are scored and told of by themselves.
   */
  label: 'good' | 'failed' | 'unfinished' | 'unjudged';
  /** Namespaces that its problem is about, by the benchmark; none where it is not of a cluster. */
  places: string[];
  /** It repeated a refused hand-over to the end, as its own notes say. */
  isRunaway: boolean;
}

function filesIn(folder: string): { name: string; text: string }[] {
  const path = join(DATA, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jsonl?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ name: basename(file), text: readFileSync(file, 'utf8') }));
}

const verdicts = z.looseObject({
  rows: z.array(
    z.looseObject({
      trace_file: z.string().nullish(),
      conductor_results: z
        .looseObject({
          Diagnosis: z.looseObject({ success: z.boolean().nullish() }).nullish(),
          Mitigation: z.looseObject({ success: z.boolean().nullish() }).nullish(),
        })
        .nullish(),
    }),
  ),
});

/** By a trace's file name: whether the fix held or, where none was judged, the diagnosis did. */
function readVerdicts(): Map<string, boolean> {
  const found = new Map<string, boolean>();
  const files = filesIn('sregym-multiagent-runs').filter(({ name }) =>
    name.endsWith('verdicts.json'),
  );
  for (const { text } of files) {
    for (const { trace_file: file, conductor_results: results } of verdicts.parse(JSON.parse(text))
      .rows) {
      const verdict = results?.Mitigation?.success ?? results?.Diagnosis?.success;
      if (file && typeof verdict === 'boolean') found.set(basename(file), verdict);
    }
  }
  return found;
}

/**
 * Where each problem of the benchmark lies. Its applications are independent of one another, so
 * what is looked at in another one's namespace is elsewhere; what observes them all is not.
 */
const PLACES: [RegExp, string][] = [
  [/hotel|revoke_auth|misconfig_app/, 'hotel-reservation'],
  [/astro/, 'astronomy-shop'],
  [/social/, 'social-network'],
];
const placesOf = (problem: string): string[] => {
  const own = PLACES.filter(([pattern]) => pattern.test(problem)).map(([, place]) => place);
  return own.length === 0 ? [] : [...own, 'observe'];
};

/** What stands about the files, by their names. */
interface Given {
  verdicts: ReadonlyMap<string, boolean>;
  /** Those whose recorder says that the run did not come to its end. */
  unfinished: ReadonlySet<string>;
}

const unfinishedTrace = z.looseObject({ trace_id: z.string(), success: z.literal(false) });
const isUnfinished = ({ text }: { text: string }): boolean =>
  detectFormat(text) === 'sregym-multiagent' && unfinishedTrace.safeParse(JSON.parse(text)).success;

/** A hand-over refused this often in one run is a loop that nobody ended. */
const RUNAWAY = 50;

function ofTrace({ names, run }: LoadedRun, given: Given): Recorded {
  const { operations } = toTimeline(run);
  const verdict = names.map((each) => given.verdicts.get(each)).find((each) => each !== undefined);
  const refused = run.entries.filter(
    (entry) => entry.type === 'call' && /submit/.test(entry.tool) && entry.status !== 'ok',
  );
  const isRunaway = refused.length >= RUNAWAY;
  const isHandedOver = run.entries.some(
    (entry) => entry.type === 'call' && entry.submission !== undefined && entry.status === 'ok',
  );
  const isOpen = !isHandedOver && names.every((each) => given.unfinished.has(each));
  const [name = ''] = names.toSorted();
  const places = placesOf(run.problem ?? name);
  const unjudged = isOpen ? 'unfinished' : 'unjudged';
  const judgedAs = verdict === undefined ? unjudged : verdict ? 'good' : 'failed';
  return { name, operations, label: isRunaway ? 'failed' : judgedAs, isRunaway, places };
}

/** Every recorded run with steps of ../shared/data, read by our own importers; empty without it. */
export function readRecorded(): Recorded[] {
  const files = ['sregym-multiagent-runs', 'sregym-agent-sessions'].flatMap(filesIn);
  const traces = files.filter(({ text }) => detectFormat(text) !== undefined);
  const unfinished = traces.filter(isUnfinished).map(({ name }) => name);
  const given = { verdicts: readVerdicts(), unfinished: new Set(unfinished) };
  const runs = loadRecordings(traces).runs.map((loaded) => ofTrace(loaded, given));
  const sessions = filesIn('aiopslab-react-runs').flatMap(({ name, text }): Recorded[] => {
    const run = readReactRun(text);
    if (!run) return [];
    const operations = run.events.map((event): Operation => ({
      type: 'event',
      atMs: Date.parse(event.at),
      place: event.id,
      event,
    }));
    const label = run.isGood ? 'good' : 'failed';
    return [{ name, operations, label, isRunaway: false, places: [] }];
  });
  return [...runs, ...sessions];
}
