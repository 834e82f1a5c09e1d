/** `npm run db -- COMMAND`: the tables of a database, for those who run an installation. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actingAs, withDatabase } from '@/lib/db/database-url';
import { startEmbedded } from '@/lib/db/embedded';
import { draftMigration, migrate, migrationDrift, migrationStatus } from '@/lib/db/migrate';
import { OWNER_ROLE, provision } from '@/lib/db/provision';
import { buildTables } from './build-tables';
import { homeFrom, readArguments } from './command-line';
import { runAndStop, type Running } from './running';

const USAGE = `npm run db -- COMMAND
  provision        make roles, login and database (countersign) on the server of DATABASE_OWNER_URL
  status           how that database stands to the migrations
  migrate          apply those that it lacks, and write the tables that are new from the log
  migration NAME   write the migration that brings the tables to prisma/schema
  drift            what separates the migrations from prisma/schema; exit code 1 when anything does`;

const DATABASE = 'countersign';

function adminUrl(): string {
  const url = process.env.DATABASE_OWNER_URL;
  if (url) return url;
  throw new Error('DATABASE_OWNER_URL is not set: the address of a login that may act as owner.');
}

/** The owner's address: the role that owns the tables, in the database that the address names. */
function ownerUrl(): string {
  const url = adminUrl();
  const { pathname } = new URL(url);
  const isServerAddress = pathname === '' || pathname === '/' || pathname === '/postgres';
  return actingAs(isServerAddress ? withDatabase(url, DATABASE) : url, OWNER_ROLE);
}

/** A server for the moment, to make tables on that nobody keeps. */
async function scratchServer(running: Running): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'countersign-scratch-'));
  const server = await startEmbedded({ home, isDurable: false, isTemporary: true });
  running.add('PostgreSQL', server.stop);
  await provision({ adminUrl: server.adminUrl, home, database: DATABASE });
  return withDatabase(server.adminUrl, DATABASE);
}

const COMMANDS: Record<string, (running: Running, name: string | undefined) => Promise<number>> = {
  async provision() {
    const home = homeFrom(undefined, '.countersign');
    const { appUrl } = await provision({ adminUrl: adminUrl(), home, database: DATABASE });
    console.log(`The application signs in with:\n\nDATABASE_URL=${appUrl}`);
    return 0;
  },
  async status() {
    const status = await migrationStatus(ownerUrl());
    for (const [kind, names] of Object.entries(status)) {
      console.log(`${kind.padEnd(8)} ${names.length === 0 ? 'none' : names.join(', ')}`);
    }
    return status.failed.length + status.edited.length > 0 ? 1 : 0;
  },
  async migrate() {
    const applied = await migrate(ownerUrl());
    console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'Nothing to apply.');
    await buildTables({ DATABASE_URL: ownerUrl(), AUTH_SECRET: 'not used here' });
    return 0;
  },
  async migration(running, name) {
    if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
      throw new Error('Name the migration in snake_case: npm run db -- migration add_verdicts');
    }
    const path = await draftMigration(await scratchServer(running), name, new Date());
    console.log(path ?? 'The migrations make what the schema describes: nothing to write.');
    return 0;
  },
  async drift(running) {
    const sql = await migrationDrift(await scratchServer(running));
    console.log(sql ?? 'None.');
    return sql === null ? 0 : 1;
  },
};

await runAndStop(async (running) => {
  const { positionals } = readArguments(USAGE, { allowPositionals: true });
  const command = COMMANDS[positionals[0] ?? ''];
  if (!command) throw new Error(`Usage: ${USAGE}`);
  return command(running, positionals[1]);
});
