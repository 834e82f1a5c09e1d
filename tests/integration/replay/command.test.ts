import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '@/lib/cli/paths';
import { makeAgent, makeExecutor, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { claudeSample } from '../../unit/agent/samples/session-samples';
import { sregymSample } from '../../unit/agent/samples/sregym-sample';
import { giveKey } from './give-key';
import { routeServer } from './route-server';

await testDatabase();
const owner = await makePerson('Otto', role('admin'));
await makeExecutor('the executor', owner.id);
const key = await giveKey(await makeAgent('the agent', owner.id));
const server = await routeServer();
const folder = mkdtempSync(join(tmpdir(), 'countersign-replay-'));
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function replay(...args: string[]) {
  const script = join(PROJECT_ROOT, 'lib', 'cli', 'replay.ts');
  const to = ['--url', server.url, '--key', key];
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args, ...to], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, INIT_CWD: folder },
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, 'exit');
  return { out, err, code: child.exitCode };
}

describe('npm run replay', () => {
  it('plays files and says what it told, what it inferred and where to look', async () => {
    const path = file('run.json', sregymSample());
    const { out, err, code } = await replay(path, '--instant');
    expect({ err, code }).toEqual({ err: '', code: 0 });
    expect(out).toContain('run.json');
    expect(out).toContain('2 stop points, 2 actions');
    expect(out).toContain('Severity: sev3 is set on import.');
    expect(out).toContain('not stated: the alert');
    expect(out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/incidents\/inc_\w+/);
    expect(out).toContain('1 runs played, 0 with trouble.');
    expect((await replay('run.json', '--instant')).out).toContain('0 events (and ');
  });

  it('keeps the recorded gaps, divided, and says which it shortened', async () => {
    const path = file('session.jsonl', claudeSample);
    const { out, code } = await replay(path, '--speed', '200', '--run', 'live');
    expect(code).toBe(0);
    expect(out).toContain('live at 200 times its speed');
    expect(out).not.toContain('shortened');
  });

  it('names each file and line that it cannot use, and plays the rest', async () => {
    const broken = file('broken.jsonl', `${claudeSample}\n{"type":`);
    const none = file('notes.txt', 'just notes');
    const { out, err, code } = await replay(none, 'absent.json', broken, '--instant');
    expect(err).toContain('notes.txt: It is no recording that we read.');
    expect(err).toContain('absent.json: cannot be read.');
    expect(err).toContain('skipped: line 13 is not JSON');
    expect(out).toContain('1 runs played, 2 with trouble.');
    expect(code).toBe(1);
  });

  it.each([
    [[], 'Name at least one file.'],
    [['x', '--speed', '-1'], '--speed'],
    [['x', '--format', 'guess'], '--format takes one of'],
  ])('tells %j from an order that makes sense', async (args, complaint) => {
    const { err, code } = await replay(...args);
    expect(err).toContain(complaint);
    expect(code).not.toBe(0);
  });
});
