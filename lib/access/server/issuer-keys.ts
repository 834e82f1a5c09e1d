import 'server-only';
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { WorkloadIssuer } from '@/lib/access/workload-issuers';

const TIMEOUT_MS = 3_000;
/** How long an issuer's keys are used before they are asked for again. */
const CACHE_MS = 10 * 60_000;
/** Unknown key ids make us ask again this often at most, whoever sends them. */
const COOLDOWN_MS = 10_000;
const LARGEST_BYTES = 256 * 1024;

/** The issuer could not be asked: nothing is known of its tokens, so nobody is admitted by one. */
export class IssuerUnreachable extends Error {}

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** A GET that follows nothing and reads no more than a document of keys can need. */
async function fetchBounded(address: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(address, {
    ...init,
    redirect: 'error',
    signal: init.signal ?? AbortSignal.timeout(TIMEOUT_MS),
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_BYTES) throw new IssuerUnreachable(`${address} answers too much.`);
    chunks.push(chunk);
  }
  const { status, headers } = response;
  return new Response(Buffer.concat(chunks), { status, headers });
}

/** Where the issuer says its keys are, if the document is the issuer's own. */
async function discover({ issuer }: WorkloadIssuer): Promise<string> {
  const address = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const response = await fetchBounded(address);
  if (!response.ok) throw new IssuerUnreachable(`${address} answers ${response.status}.`);
  const { issuer: named, jwks_uri } = discovery.parse(await response.json());
  if (named !== issuer) throw new IssuerUnreachable(`${address} speaks for ${named}.`);
  const { protocol } = new URL(jwks_uri);
  if (protocol !== 'https:' && protocol !== new URL(issuer).protocol) {
    throw new IssuerUnreachable(`${address} names keys at an address that is not https.`);
  }
  return jwks_uri;
}

const known = new Map<string, Promise<JWTVerifyGetKey>>();

async function openKeys(issuer: WorkloadIssuer): Promise<JWTVerifyGetKey> {
  const address = issuer.jwksUri ?? (await discover(issuer));
  return createRemoteJWKSet(new URL(address), {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: CACHE_MS,
    [customFetch]: fetchBounded,
  });
}

/**
 * The keys of an issuer, found once and kept by this process; a failed search is made anew.
 * @throws IssuerUnreachable, or whatever the search met
 */
export function keysOf(issuer: WorkloadIssuer): Promise<JWTVerifyGetKey> {
  const name = JSON.stringify(issuer);
  const found = known.get(name) ?? openKeys(issuer);
  known.set(name, found);
  found.catch(() => known.delete(name));
  return found;
}
