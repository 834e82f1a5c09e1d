/**
 * `npm run verify`: checks the record of an installation against itself. Every leaf must hash to
 * what is stored, every seq be there, every kept text be what its leaf commits to, every signature
 * by passkey hold for exactly the decision that it stands with, every kept view hash to its digest,
 * and the tables be exactly what the log folds to. With `--rebuild` the tables are then written anew
 * from the log.
 */
import { homeFrom, readArguments } from './command-line';
import { openInstallation, settingsFor } from './installation';
import { claimHome, readRunRecord } from './run-record';
import { type Running, runAndStop } from './running';
import { withSettings } from './with-settings';

const USAGE = 'npm run verify -- [--data DIR] [--rebuild]';
const SHOWN = 20;
/** Whole tables are read at once, and nobody waits for an answer. */
const PATIENCE_MS = '600000';

/** The database of DATABASE_URL, else of what runs in this home, else of the home at rest. */
async function settingsOf(home: string, running: Running): Promise<Record<string, string>> {
  const { DATABASE_URL } = process.env;
  const serving = readRunRecord(home)?.settings;
  if (serving) return serving;
  if (DATABASE_URL)
    return { DATABASE_URL, AUTH_SECRET: process.env.AUTH_SECRET ?? 'not used here' };
  const record = await claimHome(home, 'verify');
  running.add('the record', async () => record.clear());
  return settingsFor(await openInstallation(home, record, running), 'development', 0);
}

await runAndStop(async (running) => {
  const { values } = readArguments(USAGE, {
    options: { data: { type: 'string' }, rebuild: { type: 'boolean', default: false } },
  });
  const home = homeFrom(values.data, '.countersign');
  if (values.rebuild && readRunRecord(home)) {
    throw new Error('A server writes here now. Stop it first: a rebuild needs the log at rest.');
  }
  const settings = { ...(await settingsOf(home, running)), STATEMENT_TIMEOUT_MS: PATIENCE_MS };
  return withSettings(settings, async () => {
    const { db } = await import('@/lib/db/client');
    const { verifyLog } = await import('@/lib/log/verify');
    const { verifySignatures } = await import('@/lib/passkeys/server/verify-signatures');
    const { rebuild } = await import('@/lib/log/rebuild');
    const { verifyViews } = await import('@/lib/actions/server/verify-views');
    const started = performance.now();
    const { streams, events, faults: ofLog, erasures, differences } = await verifyLog(db());
    const signatures = await verifySignatures(db());
    const faults = [...ofLog, ...signatures.faults, ...(await verifyViews(db()))];
    for (const fault of faults.slice(0, SHOWN)) console.error(fault);
    for (const { table, key, stored, folded } of differences.slice(0, SHOWN)) {
      const how = stored ? (folded ? 'differs from' : 'is not in') : 'is missing, and in';
      console.error(`${table} ${key} ${how} what the log folds to`);
    }
    for (const erasure of erasures.slice(0, SHOWN)) console.log(erasure);
    if (erasures.length > SHOWN) console.log(`and ${erasures.length - SHOWN} more erasures`);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${events} events in ${streams} streams, ${signatures.checked} signatures by passkey: ${faults.length} faults, ${differences.length} rows that differ (${seconds} s)`,
    );
    if (faults.length > 0) return 1;
    if (values.rebuild) {
      await rebuild(db());
      console.log('The tables were written anew from the log.');
      return 0;
    }
    return differences.length > 0 ? 1 : 0;
  });
});
