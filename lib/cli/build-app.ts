import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { keep } from '@/lib/db/keep';
import { holdLock } from './hold-lock.mjs';
import { logTail } from './log-tail';
import { PROJECT_ROOT } from './paths';
import type { Running } from './running';

/** What the built app is made from; tests, tools and documents change nothing in it. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];
const NOT_SOURCES = new Set(['lib/cli', 'lib/drill', 'lib/db/generated']);

const STAMP = join(PROJECT_ROOT, '.next', 'countersign-build');

function addToHash(hash: ReturnType<typeof createHash>, path: string): void {
  const name = relative(PROJECT_ROOT, path);
  if (!existsSync(path) || NOT_SOURCES.has(name)) return;
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).sort()) addToHash(hash, join(path, entry));
    return;
  }
  hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
}

/** One hash over everything that the built app is made from. */
export function sourceHash(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) addToHash(hash, join(PROJECT_ROOT, source));
  return hash.digest('hex');
}

/** Whether the app is built from the sources as they stand. */
export function isBuilt(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceHash();
}

/**
 * Builds the app for production. Its output goes to `logFile`.
 * @throws Error with the end of that output when the build fails.
 */
export async function buildApp(logFile: string, running?: Running): Promise<void> {
  const release = await holdLock(join(PROJECT_ROOT, '.countersign'), 'build', 'building the app');
  try {
    if (isBuilt()) return; // The one we waited for has built the same sources.
    const hash = sourceHash();
    rmSync(STAMP, { force: true });
    rmSync(logFile, { force: true });
    const build = await keep({
      command: process.execPath,
      args: [nextCommand(), 'build'],
      cwd: PROJECT_ROOT,
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      logFile,
    });
    running?.add('the build', build.stop);
    const end = await build.ended;
    if (end.code !== 0) {
      throw new Error(`${logTail(logFile, 6_000)}\n\nThe app could not be built (${logFile}).`);
    }
    writeFileSync(STAMP, hash);
  } finally {
    release();
  }
}

/** Next's own command line. */
export function nextCommand(): string {
  return join(PROJECT_ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
}

/**
 * What Node is given to serve the built app: `next start`.
 *
 * Idle connections stay open for longer than proxies and clients keep them, who would otherwise now
 * and then send a request into one that we are just closing. Young objects get 64 MB, in which what
 * is written to thousands of streams at once dies before it would be moved: see tests/bench.
 */
export const serveCommand = (host: string, port: number): string[] => [
  '--max-semi-space-size=64',
  nextCommand(),
  'start',
  '-H',
  host,
  '-p',
  String(port),
  '--keepAliveTimeout',
  '75000',
];
