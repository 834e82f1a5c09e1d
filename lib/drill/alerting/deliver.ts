import { setTimeout as delay } from 'node:timers/promises';

const TRIES = 8;
const FIRST_PAUSE_MS = 250;

/**
 * Posts a webhook, trying again with the identical body while the receiver is away or answers 5xx
 * or 429, as Alertmanager does. Gives the last status; 0 when it was never reached.
 */
export async function deliver(url: string, token: string, body: unknown): Promise<number> {
  const text = JSON.stringify(body);
  let status = 0;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await delay(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: text,
        signal: AbortSignal.timeout(10_000),
      });
      await response.arrayBuffer();
      status = response.status;
      if (status < 500 && status !== 429) return status;
    } catch {
      status = 0; // unreachable: try again
    }
  }
  return status;
}
