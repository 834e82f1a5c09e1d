import { Client } from 'pg';
import { withDatabase } from '@/lib/db/database-url';
import type { BenchContext } from './context';
import type { Batch } from './traffic';

const TABLE = `
  CREATE TABLE IF NOT EXISTS bench_raw (
    "position" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "stream" text NOT NULL,
    "body" text NOT NULL
  )`;

/** Connections to the very server that the app uses, with a table of nothing but the bytes. */
export async function openRaw({ adminUrl, database }: BenchContext, connections: number) {
  const connectionString = withDatabase(adminUrl, database);
  const clients = Array.from({ length: connections }, () => new Client({ connectionString }));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query(TABLE);
  const settings = await clients[0]?.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings
     WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'server_version')`,
  );
  return {
    settings: Object.fromEntries(settings?.rows.map(({ name, setting }) => [name, setting]) ?? []),
    /** One statement of many rows, committed by itself, one after another on each connection. */
    async insertAll(ofClient: Batch[][]): Promise<void> {
      await Promise.all(
        clients.map(async (client, i) => {
          for (const { rows } of ofClient[i] ?? []) {
            const places = rows.map((_, row) => `($1, $${row + 2})`).join(', ');
            const text = `INSERT INTO bench_raw ("stream", "body") VALUES ${places}`;
            await client.query(text, [`client-${i}`, ...rows]);
          }
        }),
      );
    },
    async close(): Promise<void> {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}
