import { pause } from '@/lib/agent/sdk/backoff';
import type { Client } from '@/lib/agent/sdk/client';
import { ApiProblem } from '@/lib/agent/sdk/problem';
import type { Directive } from '@/lib/agent/sdk/types';
import { iso } from './looks';
import type { Session } from './session';

const WAIT_S = 25;
const BETWEEN_MS = 250;

/**
 * Follows what people tell the running investigation, obeys, and acknowledges each directive.
 * Returns when the signal aborts or the investigation is stopped.
 */
export async function followDirectives(
  client: Client,
  session: Session,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const seen = new Set<string>();
  let after = 0;
  while (!signal.aborted) {
    try {
      const { items } = await client.investigations.directives(
        session.id,
        { after, wait: WAIT_S },
        { signal },
      );
      for (const directive of items) {
        after = Math.max(after, directive.seq);
        if (seen.has(directive.id)) continue;
        seen.add(directive.id);
        say(
          `was told to ${directive.kind}${directive.instruction ? `: ${directive.instruction}` : ''}`,
        );
        obey(session, directive);
        await acknowledge(client, session.id, directive);
      }
      if (items.length === 0) await pause(BETWEEN_MS, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiProblem && error.status < 500) {
        session.hold.stop(error.message); // suspended, revoked or gone
        return;
      }
      await pause(BETWEEN_MS * 8, signal).catch(() => undefined); // aborted: the loop ends
    }
  }
}

function obey({ hold, steers }: Session, { kind, instruction }: Directive): void {
  switch (kind) {
    case 'pause':
      return hold.pause();
    case 'resume':
      return hold.resume();
    case 'stop':
      return hold.stop('people stopped it');
    case 'steer':
      steers.push(instruction ?? '');
      return;
    case 'return':
      return; // the stop point itself brings the instruction
  }
}

async function acknowledge(client: Client, investigationId: string, { id }: Directive) {
  const event = {
    id: `ack-${id}`,
    kind: 'directive.acknowledged' as const,
    at: iso(Date.now()),
    directive: id,
  };
  try {
    await client.investigations.postEvents(investigationId, [event]);
  } catch (error) {
    // A stopped investigation takes nothing more; the stop itself is obeyed all the same.
    if (!(error instanceof ApiProblem && error.status === 409)) throw error;
  }
}
