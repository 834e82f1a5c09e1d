import 'server-only';
import { type Client, escapeIdentifier } from 'pg';
import { env } from '@/lib/env';
import { impatientClient } from './impatient-client';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

/** A listener hears nothing from a quiet server, nor from a dead one: so it asks, this often. */
const PULSE_MS = 5_000;
const ListeningClient = impatientClient(5_000);

export interface Listening {
  /** Stops listening and ends the connection; no callback runs after it. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** Runs after every connection but the first: notices sent in between are lost, so look again. */
  onReconnect?: () => void;
  /** Runs when a connection fails or ends on its own, before the next attempt. */
  onLost?: (error: unknown) => void;
  /** Another server than the settings name. It must not go through a pooler. */
  url?: string;
}

/**
 * Listens to a PostgreSQL channel on a connection of its own, which is opened again for as long
 * as it takes when it is lost. A notice is a nudge, never the news itself: polling covers its loss.
 */
export function listen(
  channel: string,
  onPayload: (payload: string) => void,
  options: ListenOptions = {},
): Listening {
  const connectionString = options.url ?? env().DATABASE_URL;
  let isClosed = false;
  let hasConnected = false;
  let retryMs = FIRST_RETRY_MS;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pulse: NodeJS.Timeout | undefined;

  const retry = (lost: Client, error: unknown) => {
    if (isClosed || client !== lost) return;
    client = undefined;
    clearInterval(pulse);
    lost.removeAllListeners('notification');
    void lost.end().catch(() => undefined); // It is lost already; ending only frees the socket.
    options.onLost?.(error);
    // Replicas that lost the same server must not all come back in the same instant.
    timer = setTimeout(() => void connect(), retryMs * (0.5 + Math.random() / 2));
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  };

  const connect = async () => {
    const next = new ListeningClient({
      connectionString,
      application_name: 'countersign-listen',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    client = next;
    next.on('error', (error) => retry(next, error));
    next.on('end', () => retry(next, new Error('The listening connection ended.')));
    next.on('notification', (notice) => {
      if (!isClosed) onPayload(notice.payload ?? '');
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${escapeIdentifier(channel)}`);
    } catch (error) {
      retry(next, error);
      return;
    }
    if (isClosed || client !== next) return;
    // No answer in time ends the connection, and the end of it is heard above.
    pulse = setInterval(() => void next.query('SELECT 1').catch(() => undefined), PULSE_MS);
    retryMs = FIRST_RETRY_MS;
    if (hasConnected) options.onReconnect?.();
    hasConnected = true;
  };

  void connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      clearInterval(pulse);
      await client?.end().catch(() => undefined);
    },
  };
}
