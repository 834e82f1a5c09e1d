import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivately } from '@/lib/db/kept-secret';
import { endProcess, identify, isSameProcess } from '@/lib/db/process-identity';
import { holdLock } from './hold-lock.mjs';

const processSchema = z.object({ pid: z.number(), startedAt: z.string() });

const recordSchema = z.object({
  command: z.string(),
  owner: processSchema,
  url: z.string().optional(),
  /** In the order of their start. */
  children: z.array(processSchema.extend({ name: z.string() })),
  /** The settings of the server it runs, for other commands in the same home. */
  settings: z.record(z.string(), z.string()).optional(),
});
type Contents = z.infer<typeof recordSchema>;

const pathIn = (home: string) => join(home, 'run.json');

/** The record of the command that runs in this home now, or null. */
export function readRunRecord(home: string): Contents | null {
  const record = read(home);
  return record && isSameProcess(record.owner) ? record : null;
}

function read(home: string): Contents | null {
  let text: string;
  try {
    text = readFileSync(pathIn(home), 'utf8');
  } catch {
    return null; // Nothing was ever started here, or it ended in order.
  }
  const parsed = recordSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

export interface RunRecord {
  /** Notes a process, to be ended at the next start should this one be killed before it can. */
  addChild(name: string, pid: number): void;
  setUrl(url: string, settings: Record<string, string>): void;
  clear(): void;
}

/**
 * Takes a home for one command. What an earlier command left running there, because it was killed
 * together with its keepers, is ended first.
 * @throws Error when a command still runs in this home.
 */
export async function claimHome(home: string, command: string): Promise<RunRecord> {
  const release = await holdLock(home, 'claim', 'starting in the same folder');
  try {
    const found = read(home);
    if (found && isSameProcess(found.owner)) {
      const where = found.url ? ` at ${found.url}` : '';
      throw new Error(
        `"npm run ${found.command}" already runs on ${home}${where} (process ${found.owner.pid}). Stop it first, or name another folder with: npm run ${command} -- --data DIR`,
      );
    }
    // The last started uses the ones before it.
    for (const child of found?.children.toReversed() ?? []) {
      await endProcess(child, {
        isGroup: child.name !== 'postgres',
        signal: signalFor(child.name),
      });
    }
    return newRecord(home, command);
  } finally {
    release();
  }
}

/** PostgreSQL's fast shutdown is SIGINT; on SIGTERM it waits for its clients to leave. */
const signalFor = (name: string) => (name === 'postgres' ? 'SIGINT' : 'SIGTERM');

function newRecord(home: string, command: string): RunRecord {
  const owner = identify(process.pid);
  if (!owner) throw new Error('This process could not be found among those that run.');
  const { pid, startedAt } = owner;
  const contents: Contents = { command, owner: { pid, startedAt }, children: [] };
  const write = () => writePrivately(pathIn(home), `${JSON.stringify(contents, null, 2)}\n`);
  write();
  return {
    addChild(name, childPid) {
      const child = identify(childPid);
      if (!child) return; // Ended already.
      contents.children.push({ name, pid: child.pid, startedAt: child.startedAt });
      write();
    },
    setUrl(url, settings) {
      contents.url = url;
      contents.settings = settings;
      write();
    },
    clear: () => rmSync(pathIn(home), { force: true }),
  };
}
