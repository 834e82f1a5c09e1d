import { join } from 'node:path';
import { startEmbedded } from '@/lib/db/embedded';
import { keptSecret } from '@/lib/db/kept-secret';
import { migrate } from '@/lib/db/migrate';
import { provision } from '@/lib/db/provision';
import { step } from './progress';
import type { RunRecord } from './run-record';
import type { Running } from './running';

export interface Installation {
  home: string;
  database: string;
  adminUrl: string;
  appUrl: string;
}

/**
 * Brings up a home's database, migrated: the embedded PostgreSQL, or one on the server that
 * DATABASE_URL names, by an address that may create roles and databases there.
 */
export async function openInstallation(
  home: string,
  record: RunRecord,
  running: Running,
): Promise<Installation> {
  const given = process.env.DATABASE_URL;
  const adminUrl = given || (await startDatabase(home, record, running));
  // On a server of someone's own the name tells whose it is: another home's demo may be there too.
  const installation = keptSecret(join(home, 'keys', 'installation'));
  const suffix = installation
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
    .slice(0, 8);
  const database = given ? `countersign_${suffix}` : 'countersign';
  const appUrl = await step('Preparing the database', async () => {
    const made = await provision({ adminUrl, home, database });
    await migrate(made.ownerUrl);
    return made.appUrl;
  });
  return { home, database, adminUrl, appUrl };
}

async function startDatabase(home: string, record: RunRecord, running: Running): Promise<string> {
  const server = await step('Starting PostgreSQL', () => startEmbedded({ home }));
  running.add('PostgreSQL', server.stop);
  record.addChild('postgres', server.pid);
  return server.adminUrl;
}

/** The settings of a server on this installation; secrets are made at first use and kept. */
export function settingsFor(
  installation: Installation,
  profile: 'demo' | 'development',
  port: number,
): Record<string, string> {
  const { home, appUrl } = installation;
  const keys = join(home, 'keys');
  return {
    DATABASE_URL: appUrl,
    // Passkeys need a name, and a browser takes this one for safe without TLS.
    PUBLIC_URL: `http://localhost:${port}`,
    AUTH_SECRET: keptSecret(join(keys, 'auth-secret')),
    ALERTMANAGER_TOKEN: keptSecret(join(keys, 'alertmanager-token')),
    COUNTERSIGN_HOME: home,
    COUNTERSIGN_PROFILE: profile,
    GRANT_KEYS_FILE: join(keys, 'grant.json'),
  };
}
