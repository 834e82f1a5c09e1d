import { readdirSync } from 'node:fs';
import { inServer } from './in-server';

/**
 * The migrations in the folder that the database has not finished, seen with the application's
 * login, which may read their record and nothing more.
 */
export async function pendingMigrations(
  url: string,
  folder = 'prisma/migrations',
): Promise<string[]> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const finished = await inServer(url, async (client) => {
    const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') AS found");
    if (rows[0]?.found === null) return new Set<string>();
    const ran = await client.query<{ name: string }>(
      `SELECT migration_name AS name FROM _prisma_migrations
        WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    return new Set(ran.rows.map(({ name }) => name));
  });
  return names.filter((name) => !finished.has(name));
}
