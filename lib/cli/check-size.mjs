// Fails on a source file over the house's limit: what is longer is made of several things.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LIMIT = 300;
const FOLDERS = ['app', 'components', 'lib', 'prisma', 'tests'];
const ROOT_FILES = readdirSync(ROOT).filter((name) => /\.tsx?$/.test(name));

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  if (relative(ROOT, path) === join('lib', 'db', 'generated')) return [];
  if (!statSync(path).isDirectory()) return /\.tsx?$/.test(path) ? [path] : [];
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)));
}

const present = FOLDERS.filter((folder) => readdirSync(ROOT).includes(folder));
const tooLong = [...ROOT_FILES, ...present]
  .flatMap((name) => filesIn(join(ROOT, name)))
  .filter((path) => !path.endsWith('.d.ts'))
  .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
  .filter(({ lines }) => lines > LIMIT);

for (const { path, lines } of tooLong) {
  console.error(`${relative(ROOT, path)} has ${lines} lines; the limit is ${LIMIT}.`);
}
process.exitCode = tooLong.length > 0 ? 1 : 0;
