import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { PROJECT_ROOT } from '@/lib/cli/paths';
import { db } from '@/lib/db/client';
import { serviceHistory } from '@/lib/services/server/service-history';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';

await testDatabase();
const admin = await makePerson('Ada', role('admin'));
const folder = mkdtempSync(join(tmpdir(), 'countersign-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function importServices(name: string, content: string, ...args: string[]) {
  writeFileSync(join(folder, name), content);
  const script = join(PROJECT_ROOT, 'lib', 'cli', 'admin.ts');
  const flags = ['--import', 'tsx', '--conditions=react-server'];
  const child = spawn(
    process.execPath,
    [...flags, script, 'import-services', name, ...args],
    // As npm runs it: from the project, for whoever stands elsewhere.
    {
      cwd: PROJECT_ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, INIT_CWD: folder },
    },
  );
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, 'exit');
  return { out, err, code: child.exitCode };
}

const FILE = 'services:\n  - name: ledger\n    environments: [production]\n    dependsOn: [bank]\n';

describe('npm run admin -- import-services', () => {
  test('shows what a file would change, and changes nothing until it is told to', async () => {
    const shown = await importServices('services.yaml', FILE);
    expect({ err: shown.err, code: shown.code }).toEqual({ err: '', code: 0 });
    expect(shown.out).toContain('+ ledger');
    expect(shown.out).toContain('Depends on bank, which nobody has declared.');
    expect(shown.out).toContain('Nothing was changed.');
    expect(await db().service.count()).toBe(0);

    const done = await importServices('services.yaml', FILE, '--yes');
    expect(done.out).toContain('Done: 1 added, 0 changed, 0 unchanged.');
    expect(await serviceHistory(as(admin), 'ledger')).toMatchObject([
      { what: 'declared', by: { type: 'system', id: 'command-line' } },
    ]);
  }, 60_000);

  test('says each fault with file and line, changes nothing and fails', async () => {
    const faulty = await importServices(
      'faulty.json',
      '[\n{"name": "a"},\n{"name": "b", "environments": ["p"]}\n]',
      '--yes',
    );
    expect(faulty.code).toBe(1);
    expect(faulty.out).toContain('faulty.json:2: 0.environments is needed');
    expect(await db().service.count({ where: { name: { in: ['a', 'b'] } } })).toBe(0);
  }, 60_000);
});
