import { Client } from 'pg';
import { withoutPassword } from './database-url';

/** Runs statements as the login of the address, on one connection. */
export async function inServer<Result>(
  url: string,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const why = error instanceof Error ? error.message || error.name : String(error);
    throw new Error(`PostgreSQL at ${withoutPassword(url)} cannot be reached: ${why}`, {
      cause: error,
    });
  }
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
