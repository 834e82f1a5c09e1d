import { startServer } from './server';
import { createTestDatabase, startTestCluster } from './test-cluster';

/**
 * Before the tests in the browser: a PostgreSQL, a migrated database and the app on it. Tests read
 * the addresses from the environment, which the workers inherit.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const { cluster, stop } = await startTestCluster();
  const database = await createTestDatabase(cluster);
  const server = await startServer({ databaseUrl: database.url });
  Object.assign(process.env, {
    E2E_URL: server.url,
    E2E_DATABASE_URL: database.url,
    E2E_CLUSTER: JSON.stringify(cluster),
  });
  return async () => {
    await server.stop();
    await stop();
  };
}
