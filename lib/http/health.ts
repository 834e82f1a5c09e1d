import 'server-only';
import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import { DomainError } from '@/lib/errors';
import { endpoint } from './endpoint';

const ok = z.object({ status: z.literal('ok') });
const tags = ['operations'];
const MIGRATIONS = 'prisma/migrations';

/**
 * The migrations that this version brings and the database lacks.
 * @throws when the database cannot be reached.
 */
async function pendingMigrations(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const brought = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const applied = new Set(rows.map(({ name }) => name));
  return brought.filter((name) => !applied.has(name));
}

export const liveHealthEndpoint = endpoint({
  method: 'GET',
  path: '/api/health/live',
  base: 'site',
  summary: 'Whether the process answers at all',
  tags,
  permission: 'public',
  response: ok,
  problems: [],
  run: async () => ({ status: 'ok' as const }),
});

export const readyHealthEndpoint = endpoint({
  method: 'GET',
  path: '/api/health/ready',
  base: 'site',
  summary: 'Whether the database can be reached and every migration is applied',
  tags,
  permission: 'public',
  response: ok,
  problems: ['not-ready'],
  run: async () => {
    if ((await pendingMigrations()).length > 0) {
      throw new DomainError('not-ready', 503, 'The database lacks migrations of this version.');
    }
    return { status: 'ok' as const };
  },
});
