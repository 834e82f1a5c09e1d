import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';

const NOWHERE = '/api/v1/an-address-that-is-not-readable';

const isReadable = (url: string): boolean => {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
};

const shared = globalThis as typeof globalThis & { countersignReadsAddresses?: true };

/**
 * Sends addresses whose percent-encoding cannot be read to where nothing is, so that they get the
 * 404 of any other unknown address: Next itself answers them with a bare 500. Node publishes each
 * request here before anyone handles it.
 */
export function refuseUnreadableAddresses(): void {
  if (shared.countersignReadsAddresses) return;
  shared.countersignReadsAddresses = true;
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null || !('request' in message)) return;
    const { request } = message;
    if (request instanceof IncomingMessage && !isReadable(request.url ?? '')) request.url = NOWHERE;
  });
}
