import { z } from 'zod';
import { readJsonFile, type ServiceName, type Site } from './layout';

export const endpointSchema = z.object({
  service: z.string(),
  release: z.string(),
  port: z.number().int(),
  pid: z.number().int(),
  startedAt: z.string(),
});
export type Endpoint = z.infer<typeof endpointSchema>;

/** Where a service answers now, as the supervisor last wrote it; null before it first ran. */
export function endpointOf(site: Site, service: ServiceName): Endpoint | null {
  return readJsonFile(site.endpointFile(service), endpointSchema);
}

const refusalSchema = z.object({ release: z.string(), atMs: z.number(), reason: z.string() });
export type Refusal = z.infer<typeof refusalSchema>;

/** The last release of a service that did not start; null while all of them did. */
export function refusalOf(site: Site, service: ServiceName): Refusal | null {
  return readJsonFile(site.refusalFile(service), refusalSchema);
}

export const urlOf = (endpoint: Endpoint, path: string) =>
  `http://127.0.0.1:${endpoint.port}${path}`;

const CACHE_MS = 150;

/** A look-up for callers on a hot path: reads the file at most every 150 ms. */
export function cachedEndpoints(site: Site) {
  const seen = new Map<ServiceName, { endpoint: Endpoint | null; atMs: number }>();
  return (service: ServiceName): Endpoint => {
    const nowMs = Date.now();
    const last = seen.get(service);
    const fresh = last && nowMs - last.atMs < CACHE_MS;
    const endpoint = fresh ? last.endpoint : endpointOf(site, service);
    if (!fresh) seen.set(service, { endpoint, atMs: nowMs });
    if (!endpoint) throw new Error(`no running instance of ${service} is known`);
    return endpoint;
  };
}
