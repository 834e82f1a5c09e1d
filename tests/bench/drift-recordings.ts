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

/** Verdicts of a benchmark's oracles on one run; null where it has none of that kind. */
export interface Verdicts {
  /** Whether what was handed over as the cause was right. */
  diagnosis: boolean | null;
  /** Whether the system was well again. */
  fix: boolean | null;
}

/** One recorded run, as its events and what is known of how it went. */
export interface Recorded {
  name: string;
  /** What was wrong, by the benchmark's name for it: runs of one problem can be told apart fairly. */
  problem: string;
  operations: Operation[];
  /**
   * By the oracles: whether the fix held or, where none was judged, the diagnosis did. A runaway has
   * failed. `unjudged`: no oracle and no runaway; scored, and in no comparison.
   */
  label: 'good' | 'failed' | 'unjudged';
  verdicts: Verdicts;
  /** Namespaces that its problem is about, by the benchmark; none where it is not of a cluster. */
  places: string[];
  /** By fact: it ran into a limit without ever handing anything over. */
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

const verdictFile = z.looseObject({
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

/** By a trace's file name. */
function readVerdicts(): Map<string, Verdicts> {
  const found = new Map<string, Verdicts>();
  const files = filesIn('sregym-multiagent-runs').filter(({ name }) =>
    name.endsWith('verdicts.json'),
  );
  for (const { text } of files) {
    const { rows } = verdictFile.parse(JSON.parse(text));
    for (const { trace_file: file, conductor_results: results } of rows) {
      if (!file) continue;
      const { Diagnosis: diagnosis, Mitigation: fix } = results ?? {};
      const verdicts = { diagnosis: diagnosis?.success ?? null, fix: fix?.success ?? null };
      found.set(basename(file), verdicts);
    }
  }
  return found;
}

const labelOf = ({ diagnosis, fix }: Verdicts, isRunaway: boolean): Recorded['label'] => {
  if (isRunaway) return 'failed';
  const verdict = fix ?? diagnosis;
  return verdict === null ? 'unjudged' : verdict ? 'good' : 'failed';
};

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

/** A hand-over refused this often in one run is a loop that nobody ended. */
const RUNAWAY = 50;
const UNJUDGED: Verdicts = { diagnosis: null, fix: null };

function ofTrace({ names, run }: LoadedRun, known: ReadonlyMap<string, Verdicts>): Recorded {
  const handOvers = run.entries.filter(
    (entry) => entry.type === 'call' && /submit/.test(entry.tool),
  );
  const refused = handOvers.filter((entry) => entry.type === 'call' && entry.status !== 'ok');
  const isRunaway = refused.length >= RUNAWAY && refused.length === handOvers.length;
  const verdicts = names.map((each) => known.get(each)).find(Boolean) ?? UNJUDGED;
  const [name = ''] = names.toSorted();
  const problem = run.problem ?? name;
  return {
    name,
    problem,
    operations: toTimeline(run).operations,
    label: labelOf(verdicts, isRunaway),
    verdicts,
    places: placesOf(problem),
    isRunaway,
  };
}

function ofSession(name: string, text: string): Recorded | undefined {
  const run = readReactRun(text);
  if (!run) return undefined;
  const operations = run.events.map((event): Operation => ({
    type: 'event',
    atMs: Date.parse(event.at),
    place: event.id,
    event,
  }));
  const { problem, isRunaway } = run;
  // Its one criterion is the answer that was handed over.
  const verdicts = { diagnosis: run.isGood, fix: null };
  const label = labelOf(verdicts, isRunaway);
  return { name, problem, operations, label, verdicts, places: [], isRunaway };
}

/** Every recorded run with steps of ../shared/data, read by our own importers; empty without it. */
export function readRecorded(): Recorded[] {
  const files = ['sregym-multiagent-runs', 'sregym-agent-sessions'].flatMap(filesIn);
  const traces = files.filter(({ text }) => detectFormat(text) !== undefined);
  const known = readVerdicts();
  const runs = loadRecordings(traces).runs.map((loaded) => ofTrace(loaded, known));
  const sessions = filesIn('aiopslab-react-runs').flatMap(
    ({ name, text }) => ofSession(name, text) ?? [],
  );
  return [...runs, ...sessions];
}
