/** Takes every measure asked for, one after another, prints the table and writes the JSON file. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import process from 'node:process';
import { step, table } from '@/lib/cli/progress';
import { cookieOf, newWindow, signIn, startBrowser } from './browser';
import { asPerson } from './call';
import { type Measure, readContext } from './context';
import { measureBigRoom } from './big-room';
import { measureDecisionPage } from './decision-page';
import { measureFanOut } from './fan-out';
import { measureFloor } from './floor';
import { measureGlass } from './glass';
import { measureGrants } from './grants';
import { measureIngest } from './ingest';
import { measureLighthouse } from './lighthouse';
import { round } from './quantile';
import { type Results, rowsOf } from './report';
import { measureRevocation } from './revocation';
import { measureScripts } from './scripts';
import { measureContent } from './time-to-content';

// Whoever set this up has gone, and with them the app.
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => process.exit(1));

const context = readContext(process.argv[2] ?? '');
const isWanted = (measure: Measure) => context.only?.includes(measure) ?? true;
const loadBefore = loadavg().map((each) => round(each, 2));
const startedAt = new Date();

const browser = await startBrowser(context);
const desk = await newWindow(browser, context);
const page = await desk.newPage();
await signIn(page, context, 'commander');
const cookie = await cookieOf(desk);
const commander = asPerson(context.url, cookie);
await page.close();

const [processor] = cpus();
const machine = {
  processor: processor?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: round(totalmem() / 1e9),
  node: process.version,
  chromium: browser.version(),
  loadBefore,
};
const results: Results = {};

/** After each measure, so that what is known stays when a later one fails. */
function save(): void {
  const isBrief = context.isBrief ? { brief: 'sizes too small to mean anything' } : {};
  const report = { at: startedAt.toISOString(), ...isBrief, machine, ...results };
  mkdirSync(dirname(context.outFile), { recursive: true });
  writeFileSync(context.outFile, `${JSON.stringify(report, null, 2)}\n`);
}

// In this order, so that the few past incidents are few and the rest runs beside the many.
if (isWanted('content')) {
  const label = 'Time to content, few and many past incidents';
  results.content = await step(label, () => measureContent(context, browser, commander));
  save();
}
if (isWanted('scripts')) {
  results.scripts = await step('Scripts shipped to the room', () =>
    measureScripts(context, browser, commander),
  );
  save();
}
if (isWanted('decision')) {
  results.decision = await step('The decision page on a phone', () =>
    measureDecisionPage(context, browser, commander),
  );
  save();
}
if (isWanted('glass')) {
  results.glass = await step('Glass latency', () => measureGlass(context, browser, commander));
  save();
}
if (isWanted('floor')) {
  const label = 'The floor with hundreds open';
  results.floor = await step(label, () => measureFloor(context, browser, commander));
  save();
}
if (isWanted('room')) {
  const label = 'A room of many recorded events';
  results.room = await step(label, () => measureBigRoom(context, browser, commander));
  if (!results.room)
    console.log('  Recorded runs are not at ../shared/data: no large room is made.');
  save();
}
await browser.close();
if (isWanted('lighthouse')) {
  results.lighthouse = await step('Lighthouse on floor, room and decision', () =>
    measureLighthouse(context, commander, cookie),
  );
  save();
}
if (isWanted('viewers')) {
  results.viewers = await step('Thousands of viewers of a room', () =>
    measureFanOut(context, commander, cookie),
  );
  save();
}
if (isWanted('ingest')) {
  results.ingest = await step('Ingest', () => measureIngest(context, commander));
  save();
}
if (isWanted('revocation')) {
  const label = 'Revocation over three processes';
  results.revocation = await step(label, () => measureRevocation(context, commander));
  save();
}
if (isWanted('grants')) {
  const label = 'Signed, handed to a waiting executor, redeemed';
  results.grants = await step(label, () => measureGrants(context, commander));
  save();
}

const { cores, processor: model, node } = machine;
console.log(`\n${table(rowsOf(results))}\n`);
console.log(`  ${cores} cores of ${model}, Node ${node}, load before ${loadBefore.join(' ')}`);
console.log(`  ${context.outFile}\n`);
process.exit(0);
