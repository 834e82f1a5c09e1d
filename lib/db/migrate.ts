import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { inServer } from './in-server';
import { APP_ROLE } from './provision';
import { readSchema, withSchemaEngine } from './schema-engine';

export interface MigrationFolders {
  /** The Prisma schema's files. */
  schema: string;
  /** One folder a migration, each with its `migration.sql`. */
  migrations: string;
}

const FOLDERS: MigrationFolders = { schema: 'prisma/schema', migrations: 'prisma/migrations' };
const NOTHING_EXTERNAL = { externalTables: [], externalEnums: [] };

export interface MigrationStatus {
  /** In the folder, not yet applied. */
  pending: string[];
  /** Applied, and changed in the folder since. */
  edited: string[];
  /** Begun and not finished: to be looked at by a person. */
  failed: string[];
  /** Applied, and no longer in the folder. */
  unknown: string[];
}

async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : [];
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const directories = names.sort().map(async (path) => ({
    path,
    migrationFile: {
      path: 'migration.sql',
      content: {
        tag: 'ok' as const,
        value: await readFile(join(folder, path, 'migration.sql'), 'utf8'),
      },
    },
  }));
  return {
    baseDir: resolve(folder),
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(directories),
  };
}

/**
 * Applies the migrations that the database lacks, in order, each recorded in Prisma's own table.
 * `ownerUrl` acts as the owner of the tables. Returns the names of those applied now.
 * @throws Error naming the migration whose SQL failed; what came before it stays applied.
 */
export async function migrate(ownerUrl: string, folders = FOLDERS): Promise<string[]> {
  const schema = await readSchema(folders.schema);
  const migrationsList = await readMigrations(folders.migrations);
  const applied = await withSchemaEngine(ownerUrl, schema, (engine) =>
    engine.applyMigrations({ migrationsList, filters: NOTHING_EXTERNAL }),
  );
  await inServer(ownerUrl, (owner) => owner.query(PROTECT_HISTORY));
  return applied.appliedMigrationNames;
}

/** The application sees which migrations ran; what it may do to other tables it may not do here. */
const PROTECT_HISTORY = `DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${APP_ROLE}')
     AND to_regclass('_prisma_migrations') IS NOT NULL THEN
    REVOKE ALL ON _prisma_migrations FROM ${APP_ROLE};
    GRANT SELECT ON _prisma_migrations TO ${APP_ROLE};
  END IF;
END $$`;

/** How the database stands to the folder of migrations. Changes nothing. */
export async function migrationStatus(
  ownerUrl: string,
  folders = FOLDERS,
): Promise<MigrationStatus> {
  const schema = await readSchema(folders.schema);
  const migrationsList = await readMigrations(folders.migrations);
  const found = await withSchemaEngine(ownerUrl, schema, (engine) =>
    engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: NOTHING_EXTERNAL,
    }),
  );
  const history = found.history;
  return {
    pending: history && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : [],
    edited: found.editedMigrationNames,
    failed: found.failedMigrationNames,
    unknown:
      history && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : [],
  };
}

/**
 * What separates the tables that the migrations make from those that the schema describes, as SQL;
 * null when they agree. Needs a login that may create a database, for the shadow.
 */
export async function migrationDrift(ownerUrl: string, folders = FOLDERS): Promise<string | null> {
  const schema = await readSchema(folders.schema);
  const migrationsList = await readMigrations(folders.migrations);
  const isFirst = migrationsList.migrationDirectories.length === 0;
  const difference = await withSchemaEngine(ownerUrl, schema, (engine) =>
    engine.diff({
      from: isFirst ? { tag: 'empty' } : { tag: 'migrations', ...migrationsList },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: NOTHING_EXTERNAL,
    }),
  );
  return difference.exitCode === 2 ? (difference.stdout ?? '') : null;
}

/**
 * Writes the migration that brings the tables to the schema, for a person to read and complete.
 * Returns the file's path, or null when there is nothing to change.
 */
export async function draftMigration(
  ownerUrl: string,
  name: string,
  at: Date,
  folders = FOLDERS,
): Promise<string | null> {
  const sql = await migrationDrift(ownerUrl, folders);
  if (sql === null) return null;
  const stamp = at.toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(folders.migrations, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'migration.sql'), sql, { flag: 'wx' });
  return join(folder, 'migration.sql');
}
