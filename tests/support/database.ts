import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { createTestDatabase, dropDatabase, type TestDatabase } from './test-cluster';

export type { TestDatabase } from './test-cluster';

/**
 * A database of this test file's own, which `db()` and `env()` then use, dropped after the file's
 * last test. Call it once, at the top of the file: `const database = await testDatabase();`
 */
export async function testDatabase(): Promise<TestDatabase> {
  const cluster = inject('testCluster');
  const database = await createTestDatabase(cluster);
  const home = mkdtempSync(join(tmpdir(), 'countersign-home-'));
  Object.assign(process.env, { DATABASE_URL: database.url, COUNTERSIGN_HOME: home });
  afterAll(async () => {
    const { closeDb } = await import('@/lib/db/client');
    await closeDb();
    await dropDatabase(cluster.adminUrl, database.name);
    rmSync(home, { recursive: true, force: true });
  });
  return database;
}
