import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const alias = {
  '@': here('.'),
  // The marker's other half, which it shows to server components, is an error.
  'server-only': here('node_modules/server-only/empty.js'),
};

export default defineConfig({
  resolve: { alias },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    env: {
      AUTH_SECRET: 'a secret of the tests alone, long enough for every check',
      COUNTERSIGN_PROFILE: 'test',
      PUBLIC_URL: 'http://localhost:3000',
      LOG_LEVEL: 'silent',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          // They share the processor with a browser, and some try thousands of cases.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/{integration,contract,fault}/**/*.test.ts'],
          globalSetup: ['tests/support/vitest-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
