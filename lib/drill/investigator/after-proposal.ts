import { pause } from '@/lib/agent/sdk/backoff';
import type { Client } from '@/lib/agent/sdk/client';
import type { Action } from '@/lib/agent/sdk/types';
import type { Hold } from './hold';

const LONGEST_WAIT_S = 25;
const VERIFIED_WITHIN_MS = 150_000;
const POLL_MS = 1500;

const OPEN = new Set<Action['state']>(['pending_approval', 'approved', 'redeemed', 'executing']);

/** How a proposal ended, in one sentence for the record, and whether the service recovered. */
export interface Ending {
  isExecuted: boolean;
  verification: 'recovered' | 'not_recovered' | 'unknown' | 'none';
  sentence: string;
}

/**
 * Waits until people decided and, when they signed, until the executor is done and has said whether
 * the service recovered. Rejects with Stopped when the investigation is stopped meanwhile.
 */
export async function awaitEnding(client: Client, hold: Hold, actionId: string): Promise<Ending> {
  let action = await client.actions.get(actionId);
  while (OPEN.has(action.state)) {
    await hold.pass();
    action = await client.actions.get(actionId, { wait: LONGEST_WAIT_S, since: action.state });
  }
  if (action.state !== 'succeeded') return endedWithout(action);
  const deadlineMs = Date.now() + VERIFIED_WITHIN_MS;
  while (!action.verification && Date.now() < deadlineMs) {
    await hold.pass();
    await pause(POLL_MS);
    action = await client.actions.get(actionId);
  }
  const status = action.verification?.status ?? 'none';
  const said = {
    recovered: 'and the service recovered',
    not_recovered: 'but the service did not recover',
    unknown: 'and whether the service recovered could not be told',
    none: 'and nobody reported whether the service recovered',
  };
  const sentence = `“${action.title}” was carried out, ${said[status]}.`;
  return { isExecuted: true, verification: status, sentence };
}

function endedWithout(action: Action): Ending {
  const rejected = action.decisions.findLast((one) => one.decision === 'reject');
  const why = rejected?.reason ?? action.endedReason;
  const says: Partial<Record<Action['state'], string>> = {
    rejected: `was rejected${rejected ? ` by ${rejected.by.name}` : ''}`,
    failed: 'was tried, and failed',
    indeterminate: 'was begun, and nobody knows how it ended',
    expired: 'was not carried out',
    revoked: 'was not carried out',
  };
  const how = says[action.state] ?? `ended as ${action.state}`;
  return {
    isExecuted: action.state === 'failed' || action.state === 'indeterminate',
    verification: 'none',
    sentence: `“${action.title}” ${how}${why ? `: ${why.replace(/\.$/, '')}` : ''}.`,
  };
}
