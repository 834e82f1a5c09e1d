import { defineConfig } from 'prisma/config';

// The command line looks for an engine that only other machines could give it. `generate` never
// runs that engine, so any program satisfies it; migrations go through lib/db/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
});
