/** Validates drift on recorded runs and prints what it found: `drift-main.ts OUT_FILE`. No server. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { table } from '@/lib/cli/progress';
import { driftComponentName } from '@/lib/drift/schema';
import { measureDriftOnRecordings, type Told } from './drift';

const interval = ({ low, high }: Told['score']): string =>
  `${low.toFixed(2)} to ${high.toFixed(2)}`;

const line = (what: string, told: Told | null): string[] =>
  told === null
    ? [what, '', 'not stated in these recordings', '']
    : [
        what,
        `${told.failed} / ${told.good}`,
        `${told.auc.toFixed(2)} (${interval(told.bootstrap)})`,
        interval(told.score),
      ];

const measured = measureDriftOnRecordings();
if (measured === null) {
  console.log('Recorded runs are not at ../shared/data: the validation of drift was skipped.');
  process.exit(0);
}
const { byVerdict, unfinishedToo, runaways, runs } = measured;
const head = ['drift on recorded runs', 'failed / good', 'AUC (bootstrap 95 %)', 'score 95 %'];
const rows = [
  head,
  line('half kept aside, by verdict', byVerdict.keptAside),
  line('other half, by verdict', byVerdict.otherHalf),
  line('all, by verdict', byVerdict.all),
  line('half kept aside, unfinished too', unfinishedToo.keptAside),
  line('all, unfinished too', unfinishedToo.all),
  ...driftComponentName.options.map((name) =>
    line(`${name}, unfinished too`, unfinishedToo.components[name] ?? null),
  ),
];
console.log(`\n${table(rows)}\n`);
for (const [what, at] of [
  ['chosen on the other half', byVerdict.chosen],
  ['as shipped', byVerdict.shipped],
] as const) {
  if (!at) continue;
  const { threshold, sensitivity, specificity } = at;
  console.log(
    `  at ${threshold} (${what}): sensitivity ${sensitivity}, specificity ${specificity}`,
  );
}
for (const { score, place, of } of runaways) {
  console.log(`  a runaway scores ${score}, place ${place} of ${of}`);
}
const outFile = process.argv[2] ?? 'bench-drift.json';
mkdirSync(dirname(outFile), { recursive: true });
writeFileSync(outFile, `${JSON.stringify(measured, null, 2)}\n`);
console.log(`  ${runs.length} runs; ${outFile}\n`);
process.exit(0);
