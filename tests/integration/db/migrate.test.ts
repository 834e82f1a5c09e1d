import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  appendFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inServer } from '@/lib/db/in-server';
import { draftMigration, migrate, migrationDrift, migrationStatus } from '@/lib/db/migrate';
import { pendingMigrations } from '@/lib/db/pending-migrations';
import { testDatabase } from '../../support/database';

const database = await testDatabase();

const SCHEMA = `
datasource db {
  provider = "postgresql"
}
model Note {
  id   String @id
  text String
}
`;

const GUARD = `
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.text = 'a;b' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'no; never';
END;
$$;
CREATE TRIGGER guard BEFORE UPDATE ON "Note" FOR EACH ROW EXECUTE FUNCTION refuse();
`;

describe('a folder of migrations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-migrations-'));
  const folders = { schema: join(folder, 'schema'), migrations: join(folder, 'migrations') };
  const name = '20260102030405_first';
  let ownerUrl: string;

  beforeAll(async () => {
    mkdirSync(folders.schema);
    mkdirSync(folders.migrations);
    writeFileSync(join(folders.schema, 'note.prisma'), SCHEMA);
    // An empty database of the owner's, beside the migrated one.
    const made = `${database.name}_notes`;
    await inServer(database.adminUrl, (admin) =>
      admin.query(`CREATE DATABASE ${made} OWNER countersign_owner`),
    );
    ownerUrl = database.ownerUrl.replace(database.name, made);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gets its first migration drafted from the schema', async () => {
    const at = new Date('2026-01-02T03:04:05Z');
    const path = await draftMigration(database.adminUrl, 'first', at, folders);
    expect(path).toBe(join(folders.migrations, name, 'migration.sql'));
    expect(readFileSync(path ?? '', 'utf8')).toContain('CREATE TABLE "Note"');
    appendFileSync(path ?? '', GUARD);
  });

  it('is reported as pending before it is applied, and as nothing after', async () => {
    expect((await migrationStatus(ownerUrl, folders)).pending).toEqual([name]);
    expect(await pendingMigrations(ownerUrl, folders.migrations)).toEqual([name]);
    expect(await migrate(ownerUrl, folders)).toEqual([name]);
    expect((await migrationStatus(ownerUrl, folders)).pending).toEqual([]);
    expect(await pendingMigrations(ownerUrl, folders.migrations)).toEqual([]);
    expect(await migrate(ownerUrl, folders)).toEqual([]);
  });

  it('brings function bodies with semicolons into the database whole', async () => {
    await inServer(ownerUrl, async (owner) => {
      await owner.query(`INSERT INTO "Note" VALUES ('1', 'x')`);
      await expect(owner.query(`UPDATE "Note" SET text = 'y'`)).rejects.toThrow('no; never');
      await owner.query(`UPDATE "Note" SET text = 'a;b'`);
    });
  });

  it('agrees with the schema until the schema changes', async () => {
    expect(await migrationDrift(database.adminUrl, folders)).toBeNull();
    const changed = SCHEMA.replace('text String', 'text String\n  by String?');
    writeFileSync(join(folders.schema, 'note.prisma'), changed);
    expect(await migrationDrift(database.adminUrl, folders)).toContain('ADD COLUMN     "by" TEXT');
  });

  it('names the migration whose SQL fails, and keeps nothing of it', async () => {
    const broken = join(folders.migrations, '20260102030406_broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'migration.sql'), 'CREATE TABLE half (id int); SELECT no_such();');
    await expect(migrate(ownerUrl, folders)).rejects.toThrow(/20260102030406_broken/);
    const found = await inServer(ownerUrl, (owner) => owner.query("SELECT to_regclass('half')"));
    expect(found.rows).toEqual([{ to_regclass: null }]);
    expect((await migrationStatus(ownerUrl, folders)).failed).toEqual(['20260102030406_broken']);
  });
});

describe('the project’s own migrations', () => {
  it('make exactly the tables that prisma/schema describes', async () => {
    expect(await migrationDrift(database.adminUrl)).toBeNull();
  });
});
