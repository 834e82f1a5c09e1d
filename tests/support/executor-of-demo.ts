import { createClient } from '@/lib/agent/sdk/client';
import type { ExecutionEvent } from '@/lib/agent/sdk/types';
import { demoFile } from './browser';

/** The demo's executor, played by the test over HTTP: it takes the grant of one action. */
export function executorOfDemo() {
  const { url, executor } = demoFile();
  const client = createClient({ baseUrl: url, key: executor.key });
  let told = 0;
  const events = (all: Omit<ExecutionEvent, 'id' | 'at'>[]) =>
    all.map((each): ExecutionEvent => {
      told += 1;
      return { ...each, id: `told-${told}`, at: new Date().toISOString() };
    });
  return {
    /** Redeems the grant of an action; `release` is what it found on the target. */
    async redeem(actionId: string, release = 'r42') {
      const { items } = await client.executor.grants({ wait: 20 });
      const grant = items.find((one) => one.actionId === actionId);
      if (!grant) throw new Error(`There is no grant for ${actionId}.`);
      const { token, digest } = grant;
      return client.executor.redeem({ token, digest, observed: { release } });
    },
    report: (executionId: string, ...all: Omit<ExecutionEvent, 'id' | 'at'>[]) =>
      client.executor.postEvents(executionId, events(all)),
    verify: client.executor.verify,
  };
}
