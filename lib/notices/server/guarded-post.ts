import 'server-only';
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as overHttp, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { env } from '@/lib/env';
import { Invalid } from '@/lib/errors';
import { isLoopback, mayReach } from '@/lib/notices/networks';

/** From the first byte sent to the last one read, in milliseconds. */
const TIMEOUT_MS = 10_000;
/** Of an answer's body nothing is kept: so much is read, so that the connection ends well. */
const MOST_READ = 16_384;

export type PostProblem = 'address-refused' | 'unreachable' | 'timed-out';

/** Nothing was answered. */
export class NotPosted extends Error {
  constructor(
    readonly problem: PostProblem,
    cause?: unknown,
  ) {
    super(problem, { cause });
  }
}

export interface Answered {
  status: number;
  /** How long the receiver asks us to wait before the next attempt. */
  retryAfterMs: number | null;
}

const isProduction = (): boolean => env().COUNTERSIGN_PROFILE === 'production';

/** Loopback is where a demo's and a test's receivers are; in production it is somebody's database. */
function isAllowed(address: string, isHttps: boolean): boolean {
  if (!isProduction() && isLoopback(address)) return true;
  return isHttps && mayReach(address, env().NOTICE_NETWORKS);
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/**
 * Refuses an address that we would never post to, as far as it shows by itself: names are looked up
 * at each attempt, for what they lead to may change.
 * @throws Invalid naming the field
 */
export function demandPostable(address: string, field: string): URL {
  const url = new URL(address);
  const host = hostOf(url);
  const isHttps = url.protocol === 'https:';
  const refuse = (message: string) => new Invalid([{ path: field, message }]);
  if (url.username !== '' || url.password !== '') throw refuse('must hold no user or password');
  const isOwn = host === 'localhost' || (isIP(host) !== 0 && isLoopback(host));
  if (!isHttps && (isProduction() || !isOwn)) throw refuse('must be an https address');
  if (isIP(host) !== 0 && !isAllowed(host, isHttps)) {
    throw refuse('lies in a network that is not public; NOTICE_NETWORKS can allow it');
  }
  return url;
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Looks a name up, and gives back only what we may connect to: the very addresses that are used. */
function guardedLookup(isHttps: boolean): NonNullable<RequestOptions['lookup']> {
  return (hostname, options, found: Found) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      const allowed = addresses.filter(({ address }) => isAllowed(address, isHttps));
      const [first] = allowed;
      if (!first) return found(new NotPosted('address-refused'), []);
      return options.all ? found(null, allowed) : found(null, first.address, first.family);
    });
  };
}

/** `Retry-After` in seconds, within reason. */
function retryAfterOf(value: string | undefined): number | null {
  if (value === undefined || !/^\d{1,6}$/.test(value)) return null;
  return Number(value) * 1000;
}

function problemOf(error: unknown): NotPosted {
  if (error instanceof NotPosted) return error;
  const isLate = error instanceof Error && /^(TimeoutError|AbortError)$/.test(error.name);
  return new NotPosted(isLate ? 'timed-out' : 'unreachable', error);
}

/**
 * Posts to an address that an admin or a browser gave: https and public unless the installation
 * says otherwise, checked on the address that the socket connects to; redirects are not followed,
 * and what is answered is not kept.
 * @throws NotPosted
 */
export function guardedPost(
  address: string,
  { headers, body }: { headers: Record<string, string | number>; body: Buffer | string },
): Promise<Answered> {
  const url = new URL(address);
  const isHttps = url.protocol === 'https:';
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isAllowed(host, isHttps)) {
    return Promise.reject(new NotPosted('address-refused'));
  }
  return new Promise((done, fail) => {
    const giveUp = (error: unknown) => fail(problemOf(error));
    const send = isHttps ? overHttps : overHttp;
    const options = {
      method: 'POST',
      headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
      lookup: guardedLookup(isHttps),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      agent: false,
    };
    const sent = send(url, options, (response) => {
      let read = 0;
      const status = response.statusCode ?? 0;
      const retryAfterMs = retryAfterOf(response.headers['retry-after']);
      const finish = () => {
        done({ status, retryAfterMs });
        response.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_READ) finish();
      });
      response.on('end', finish);
      // The status has come; whether its body ends well is nothing to us.
      response.on('error', finish);
    });
    sent.on('error', giveUp);
    sent.end(body);
  });
}
