import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { FORMATS } from '@/lib/agent/importers/detect';
import {
  loadRecordings,
  type LoadedRun,
  type RecordingFile,
} from '@/lib/agent/importers/load-recordings';
import { playTimeline, PlayRefused, type Pace } from '@/lib/agent/importers/play';
import type { RecordingFormat } from '@/lib/agent/importers/recorded-run';
import { toTimeline } from '@/lib/agent/importers/to-timeline';
import { createClient, type Client } from '@/lib/agent/sdk/client';
import { plainLine } from '@/lib/text/plain-line';
import { revealedText } from '@/lib/text/visible';
import { PROJECT_ROOT } from './paths';

const USAGE = `Plays recorded runs of real agents through the public API.

npm run replay -- FILE… [options]

  --speed N      N times as fast as recorded (default 10); pauses over 5 s become 5 s
  --instant      all at once, in batches
  --format NAME  ${FORMATS.join(', ')} (default: by the file's shape)
  --run NAME     names the telling: the same name twice within a day adds nothing new
  --url URL      the server (default: that of .countersign/demo.json)
  --key KEY      an agent's key (default: the first agent's there)
`;

const LONGEST_PAUSE_MS = 5000;
const DEFAULT_SPEED = 10;
const DEMO_FILE = join(PROJECT_ROOT, '.countersign', 'demo.json');
/** npm runs us in the project's folder; relative paths mean the one that it was started in. */
const STARTED_IN = process.env.INIT_CWD ?? process.cwd();

/** Titles, places and refusals come from outside. */
const say = (text: string) => process.stdout.write(`${plainLine(text)}\n`);
const complain = (text: string) => process.stderr.write(`${revealedText(text)}\n`);

interface Settings {
  files: string[];
  pace: Pace;
  format: RecordingFormat | undefined;
  runName: string;
  url: string | undefined;
  key: string | undefined;
}

function readSettings(argv: string[]): Settings | string {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      speed: { type: 'string' },
      instant: { type: 'boolean' },
      format: { type: 'string' },
      run: { type: 'string' },
      url: { type: 'string' },
      key: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return USAGE;
  if (positionals.length === 0) return `Name at least one file.\n\n${USAGE}`;
  const speed = Number(values.speed ?? DEFAULT_SPEED);
  if (!(speed > 0)) return '--speed takes a number above 0.';
  const format = FORMATS.find((name) => name === values.format);
  if (values.format && !format) return `--format takes one of: ${FORMATS.join(', ')}.`;
  return {
    files: positionals,
    pace: {
      ...(!values.instant && { speed }),
      longestPauseMs: LONGEST_PAUSE_MS,
      pause: async (ms) => {
        await pause(ms);
      },
    },
    format,
    runName: values.run ?? 'replay',
    url: values.url,
    key: values.key,
  };
}

async function connect(settings: Settings): Promise<{ client: Client; url: string } | string> {
  let { url, key } = settings;
  if (!url || !key) {
    const demo = await readFile(DEMO_FILE, 'utf8').catch(() => undefined);
    if (demo === undefined) {
      return 'No demo runs here (.countersign/demo.json is missing). Start one with npm run demo, or name --url and --key.';
    }
    const described = JSON.parse(demo) as { url?: string; agents?: { key?: string }[] };
    url ??= described.url;
    key ??= described.agents?.[0]?.key;
  }
  if (!url || !key) return '.countersign/demo.json names no address or no agent.';
  return { client: createClient({ baseUrl: url, key }), url };
}

const manner = ({ speed }: Pace) => (speed ? `, live at ${speed} times its speed` : '');

async function playOne(loaded: LoadedRun, client: Client, url: string, settings: Settings) {
  const timeline = toTimeline(loaded.run);
  say('');
  say(loaded.names.join(', '));
  say(`  ${loaded.run.format}: ${timeline.incident.title}`);
  for (const fault of loaded.run.faults)
    complain(plainLine(`  skipped: ${fault.place} ${fault.message}`));
  if (loaded.run.faults.length > 0) say(`  ${loaded.run.faults.length} parts skipped`);
  const runKey = `${loaded.hash.slice(0, 24)}-${settings.runName}`;
  const report = await playTimeline(client, timeline, runKey, {
    ...settings.pace,
    onOpened: (id) => say(`  ${new URL(`/incidents/${id}`, url).href}${manner(settings.pace)}`),
  });
  say(
    `  ${report.operations} operations: ${report.accepted} events` +
      (report.duplicates > 0 ? ` (and ${report.duplicates} already there)` : '') +
      `, ${report.evidence} of them evidence, ${report.checkpoints} stop points, ${report.actions} actions`,
  );
  if (report.shortenedPauses > 0) {
    say(`  ${report.shortenedPauses} pauses shortened to ${LONGEST_PAUSE_MS / 1000} s`);
  }
  say('  inferred:');
  for (const sentence of timeline.inferred) say(`    ${sentence}`);
  say(`  not stated: ${timeline.notStated.join('; ')}`);
  for (const { place, message } of report.refusals)
    complain(plainLine(`  refused: ${place}: ${message}`));
  return report.refusals.length === 0;
}

async function main(): Promise<number> {
  const settings = readSettings(process.argv.slice(2));
  if (typeof settings === 'string') {
    const isAsked = settings === USAGE;
    // Our own text, in lines of its own.
    if (isAsked) process.stdout.write(`${settings}\n`);
    else complain(settings);
    return isAsked ? 0 : 2;
  }
  const connected = await connect(settings);
  if (typeof connected === 'string') {
    complain(connected);
    return 2;
  }
  const files: RecordingFile[] = [];
  let failed = 0;
  for (const path of settings.files) {
    try {
      files.push({ name: basename(path), text: await readFile(resolve(STARTED_IN, path), 'utf8') });
    } catch (error) {
      complain(
        `${path}: cannot be read. ${error instanceof Error ? error.message : String(error)}`,
      );
      failed++;
    }
  }
  const { runs, unloaded } = loadRecordings(files, settings.format);
  for (const { name, message } of unloaded) complain(plainLine(`${name}: ${message}`));
  failed += unloaded.length;
  for (const loaded of runs) {
    try {
      if (!(await playOne(loaded, connected.client, connected.url, settings))) failed++;
    } catch (error) {
      if (!(error instanceof PlayRefused)) throw error;
      complain(plainLine(`  ${loaded.names.join(', ')}: refused at ${error.message}`));
      failed++;
    }
  }
  say('');
  say(`${runs.length} runs played, ${failed} with trouble.`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
