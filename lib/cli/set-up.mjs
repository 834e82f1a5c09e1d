import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { holdLock } from './hold-lock.mjs';

export const PROJECT_ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string} path */
const at = (path) => join(PROJECT_ROOT, path);

/**
 * Installs the packages and generates the database client where that is not done, or not for what
 * stands in the project now. Says nothing when there is nothing to do.
 * @param {{isForServing: boolean}} options serving does without the packages for development
 */
export async function setUp({ isForServing }) {
  if (isInstalled(isForServing) && isGenerated()) return;
  const release = await holdLock(at('.countersign'), 'set-up', 'setting the project up');
  try {
    if (!isInstalled(isForServing)) await install(isForServing);
    if (!isGenerated()) await generate();
  } finally {
    release();
  }
}

/**
 * Whether node_modules holds what the lock file names. npm writes its own list there as the last
 * thing it does, so that an interrupted installation has none.
 * @param {boolean} isForServing
 */
function isInstalled(isForServing) {
  const wanted = packagesOf(at('package-lock.json'));
  const found = packagesOf(at('node_modules/.package-lock.json'));
  if (!found) return false;
  if (!wanted) return true;
  return Object.entries(wanted).every(([path, { version, optional, dev, devOptional, peer }]) => {
    if (path === '' || optional || devOptional || (dev && isForServing)) return true;
    if (peer && !found[path]) return true;
    return found[path]?.version === version;
  });
}

/**
 * @param {string} path
 * @returns {Record<string, Record<string, unknown>> | null}
 */
function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null;
}

/** @param {boolean} isForServing */
async function install(isForServing) {
  const npm = process.env.npm_execpath;
  const isNpm = npm !== undefined && /npm-cli\.c?js$/.test(npm);
  const [command, first] = isNpm ? [process.execPath, [npm]] : ['npm', []];
  const options = ['--no-audit', '--no-fund', ...(isForServing ? [] : ['--include=dev'])];
  const hasLock = existsSync(at('package-lock.json'));
  if (hasLock) {
    const label = 'Installing packages (npm ci)';
    const failure = await attempt(label, command, [...first, 'ci', ...options]);
    if (failure === null) return;
    // npm finds fault with a sound lock file when a registry lacks a package meant for another
    // kind of machine; the other command installs what the lock file names all the same.
    if (!failure.includes('EUSAGE')) throw new Error(failure);
  }
  const label = 'Installing packages (npm install)';
  const noSave = hasLock ? ['--no-save'] : [];
  const failure = await attempt(label, command, [...first, 'install', ...noSave, ...options]);
  if (failure !== null) throw new Error(failure);
}

/** What the generated client depends on, as one hash. */
function schemaHash() {
  const hash = createHash('sha256');
  const folder = at('prisma/schema');
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
  hash.update(readFileSync(at('prisma.config.ts')));
  hash.update(readFileSync(at('node_modules/prisma/package.json')));
  return hash.digest('hex');
}

const STAMP = 'lib/db/generated/.stamp';

function isGenerated() {
  return existsSync(at(STAMP)) && readFileSync(at(STAMP), 'utf8') === schemaHash();
}

async function generate() {
  const hash = schemaHash();
  const prisma = at('node_modules/prisma/build/index.js');
  const label = 'Generating the database client';
  const failure = await attempt(label, process.execPath, [prisma, 'generate'], {
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  });
  if (failure !== null) throw new Error(failure);
  writeFileSync(at(STAMP), hash);
}

/**
 * Runs a program with its output kept back; that output is the result when it fails, else null.
 * @param {string} label
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
async function attempt(label, command, args, env = {}) {
  const startedAt = performance.now();
  const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  console.log(`• ${label} …`);
  const ticking = setInterval(() => console.log(`  still at it, ${elapsed()}`), 20_000);
  const child = spawn(command, args, {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const end = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? null : `exit ${code ?? signal}`));
  });
  clearInterval(ticking);
  if (end !== null) return `${said.trim().slice(-6000)}\n\n${label} failed: ${end}.`;
  console.log(`✓ ${label} (${elapsed()})`);
  return null;
}
