import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readRunRecord } from '@/lib/cli/run-record';
import type { Settings } from '@/lib/policies/schema';

const run = promisify(execFile);

/** How long things wait, in milliseconds, and who may release; what is left out is as shipped. */
export type Changed = Partial<
  Pick<Settings, 'checkpointTtlMs' | 'actionTtlMs' | 'grantTtlMs' | 'releaser' | 'approvals'>
>;

async function adopt(home: string, changed: Changed): Promise<void> {
  const settings = readRunRecord(home)?.settings;
  if (!settings) throw new Error(`No server runs in ${home}.`);
  const script = [
    '--import',
    'tsx',
    '--conditions=react-server',
    'tests/support/adopt-in-database.ts',
  ];
  const env = { ...process.env, ...settings };
  await run(process.execPath, [...script, JSON.stringify(changed)], { env });
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
