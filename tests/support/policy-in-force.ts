import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readRunRecord } from '@/lib/cli/run-record';
import type { Settings } from '@/lib/policies/schema';

/** How long things wait, in milliseconds, and who may release; what is left out is as shipped. */
export type Changed = Partial<
  Pick<Settings, 'checkpointTtlMs' | 'actionTtlMs' | 'grantTtlMs' | 'releaser' | 'approvals'>
>;

/** What adopts, by the home of its demo. Loading it takes seconds, so one serves a whole run. */
const adopters = new Map<string, ChildProcess>();

function adopterOf(home: string): ChildProcess {
  const known = adopters.get(home);
  if (known?.connected) return known;
  const settings = readRunRecord(home)?.settings;
  if (!settings) throw new Error(`No server runs in ${home}.`);
  const script = [
    '--import',
    'tsx',
    '--conditions=react-server',
    'tests/support/adopt-in-database.ts',
  ];
  const child = spawn(process.execPath, script, {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  // It holds up nobody who has no more to ask of it, and ends with them.
  child.unref();
  child.channel?.unref();
  adopters.set(home, child);
  return child;
}

async function adopt(home: string, changed: Changed): Promise<void> {
  const child = adopterOf(home);
  child.channel?.ref();
  child.send(changed);
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => [{ fault: `It ended with ${code}.` }]),
  ]);
  child.channel?.unref();
  const { fault } = answer as { fault: string | null };
  if (fault !== null) throw new Error(`The policy was not adopted: ${fault}`);
}

/**
 * Does something while the demo of the browser tests runs under a policy that is changed so. What was
 * asked for meanwhile keeps its time; whatever is asked for later has the shipped one again.
 */
export async function underPolicy<T>(changed: Changed, act: () => Promise<T>): Promise<T> {
  const home = process.env.E2E_HOME ?? '';
  await adopt(home, changed);
  try {
    return await act();
  } finally {
    await adopt(home, {});
  }
}
