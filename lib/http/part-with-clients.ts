import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import { Server, ServerResponse } from 'node:http';
import { isEnding, whenEnding } from '@/lib/ending';
import { log } from '@/lib/logger';

/** Answers under way have this long to come to their end, in milliseconds. */
const LAST_ANSWERS_MS = 8_000;
/** Then connections are cut, and what still runs has this long. */
const LAST_WORK_MS = 1_500;
/** How often connections that have become idle are looked for. */
const IDLE_MS = 1_000;
/** How a process ends that was ended by SIGTERM. */
const TERMINATED = 143;

const shared = globalThis as typeof globalThis & { countersignParts?: true };

/**
 * Makes clients go elsewhere once this process is told to end. Next closes the listening socket
 * and then waits for connections that browsers and balancers keep open for as long as they like:
 * so every answer from then on closes its connection, idle ones are closed, and what has not ended
 * in ten seconds is cut. Node publishes each request here before anyone handles it.
 */
export function partWithClientsAtTheEnd(): void {
  if (shared.countersignParts) return;
  shared.countersignParts = true;
  const servers = new Set<Server>();
  const open = new Set<ServerResponse>();
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null) return;
    const { server, response }: { server?: unknown; response?: unknown } = message;
    if (!(server instanceof Server) || !(response instanceof ServerResponse)) return;
    servers.add(server);
    open.add(response);
    response.once('close', () => open.delete(response));
    if (isEnding()) response.shouldKeepAlive = false;
  });
  whenEnding(() => {
    for (const response of open) response.shouldKeepAlive = false;
    const each = (part: (server: Server) => void) => () => servers.forEach(part);
    setInterval(
      each((server) => server.closeIdleConnections()),
      IDLE_MS,
    ).unref();
    setTimeout(
      each((server) => server.closeAllConnections()),
      LAST_ANSWERS_MS,
    ).unref();
    setTimeout(() => {
      log().warn('what was under way did not end in time, and was cut off');
      process.exit(TERMINATED);
    }, LAST_ANSWERS_MS + LAST_WORK_MS).unref();
  });
}
