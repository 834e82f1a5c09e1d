import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escapeIdentifier } from 'pg';
import { actingAs, withDatabase } from '@/lib/db/database-url';
import { startEmbedded } from '@/lib/db/embedded';
import { inServer } from '@/lib/db/in-server';
import { migrate } from '@/lib/db/migrate';
import { OWNER_ROLE, provision, temporaryDatabaseName } from '@/lib/db/provision';

/** What a test needs to make a database of its own; plain values, so that it can be handed on. */
export interface TestCluster {
  adminUrl: string;
  /** A migrated, empty database that every test's own is copied from. */
  template: string;
  /** The application's login, as an address of the template. */
  appUrl: string;
}

/**
 * A server for one run of tests, migrated once: PostgreSQL from npm in a folder that goes away with
 * it, or the server that DATABASE_URL names, left as it was found.
 */
export async function startTestCluster(): Promise<{
  cluster: TestCluster;
  stop: () => Promise<void>;
}> {
  const home = mkdtempSync(join(tmpdir(), 'countersign-test-'));
  const given = process.env.DATABASE_URL;
  const embedded = given
    ? null
    : await startEmbedded({ home, isDurable: false, isTemporary: true });
  const adminUrl = given || (embedded?.adminUrl ?? '');
  const template = temporaryDatabaseName('template');
  const { appUrl, ownerUrl } = await provision({ adminUrl, home, database: template });
  await migrate(ownerUrl);

  const stop = async () => {
    if (embedded) return embedded.stop();
    await dropDatabase(adminUrl, template);
    const login = escapeIdentifier(decodeURIComponent(new URL(appUrl).username));
    await inServer(adminUrl, (admin) => admin.query(`DROP ROLE IF EXISTS ${login}`));
    rmSync(home, { recursive: true, force: true });
  };
  return { cluster: { adminUrl, template, appUrl }, stop };
}

export interface TestDatabase {
  name: string;
  /** The application's connection: what the server uses. */
  url: string;
  /** The owner's, for what only set-up may do. */
  ownerUrl: string;
  /** A superuser's, for tests that end sessions or look behind the application's back. */
  adminUrl: string;
}

/** A new migrated and empty database, copied from the template in some ten milliseconds. */
export async function createTestDatabase(cluster: TestCluster): Promise<TestDatabase> {
  const name = temporaryDatabaseName('test');
  const { adminUrl, template, appUrl } = cluster;
  await inServer(adminUrl, async (admin) => {
    await admin.query(
      `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)} OWNER ${OWNER_ROLE}`,
    );
    // Who may connect is not part of what a template hands on.
    await admin.query(`REVOKE ALL ON DATABASE ${escapeIdentifier(name)} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT ON DATABASE ${escapeIdentifier(name)} TO countersign_app`);
  });
  return {
    name,
    url: withDatabase(appUrl, name),
    ownerUrl: actingAs(withDatabase(adminUrl, name), OWNER_ROLE),
    adminUrl: withDatabase(adminUrl, name),
  };
}

/** Ends every session in a database and deletes it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await inServer(adminUrl, (admin) =>
    admin.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`),
  );
}
