import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readRunRecord } from '@/lib/cli/run-record';
import type { Settings } from '@/lib/policies/schema';

const run = promisify(execFile);

/** How long things wait, in milliseconds; what is left out is as shipped. */
export type Times = Partial<Pick<Settings, 'checkpointTtlMs' | 'actionTtlMs' | 'grantTtlMs'>>;

async function adopt(home: string, times: Times): Promise<void> {
  const settings = readRunRecord(home)?.settings;
  if (!settings) throw new Error(`No server runs in ${home}.`);
  const script = [
    '--import',
    'tsx',
    '--conditions=react-server',
    'tests/support/adopt-in-database.ts',
  ];
  const env = { ...process.env, ...settings };
  await run(process.execPath, [...script, JSON.stringify(times)], { env });
}

/**
 * Does something while the demo of the browser tests runs under a policy with these times. What was
 * asked for meanwhile keeps its time; whatever is asked for later has the shipped one again.
 */
export async function underPolicy<T>(times: Times, act: () => Promise<T>): Promise<T> {
  const home = process.env.E2E_HOME ?? '';
  await adopt(home, times);
  try {
    return await act();
  } finally {
    await adopt(home, {});
  }
}
