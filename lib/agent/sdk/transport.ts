import { backoffMs, DEFAULT_RETRY, pause, retryAfterMs, type RetryPolicy } from './backoff';
import { ApiProblem, problemOf } from './problem';

export interface ClientOptions {
  /** Where the server is, without `/api/v1`. */
  baseUrl: string;
  key: string;
  fetch?: typeof fetch;
  retry?: RetryPolicy;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Given by callers that repeat a call across their own restarts; else one is made per call. */
  idempotencyKey?: string;
}

type QueryValue = string | number | undefined;

export interface Transport {
  get<T>(path: string, query?: Record<string, QueryValue>, options?: CallOptions): Promise<T>;
  post<T>(path: string, body: unknown, options?: CallOptions): Promise<T>;
  put<T>(path: string, body: unknown, options?: CallOptions): Promise<T>;
  /** An open response for the stream: one try, no body read. */
  open(path: string, headers: Record<string, string>, signal?: AbortSignal): Promise<Response>;
}

const PASSING = new Set([429, 502, 503, 504]);

/** A repeat is safe: POSTs carry an idempotency key, and what agents write carries ids. */
function mayPass(problem: ApiProblem): boolean {
  return PASSING.has(problem.status) || problem.slug === 'idempotency-in-flight';
}

function urlOf(baseUrl: string, path: string, query: Record<string, QueryValue> = {}): URL {
  const url = new URL(`/api/v1${path}`, baseUrl);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** Bearer-authenticated JSON calls with retry on 429, 502, 503, 504 and lost connections. */
export function createTransport(options: ClientOptions): Transport {
  const policy = options.retry ?? DEFAULT_RETRY;
  const doFetch = options.fetch ?? fetch;
  const authorization = `Bearer ${options.key}`;

  async function call<T>(
    method: string,
    url: URL,
    body: unknown,
    { signal, idempotencyKey }: CallOptions,
  ): Promise<T> {
    const headers: Record<string, string> = { authorization, accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (method === 'POST') headers['idempotency-key'] = idempotencyKey ?? crypto.randomUUID();
    const init: RequestInit = { method, headers, ...(signal ? { signal } : {}) };
    if (body !== undefined) init.body = JSON.stringify(body);
    const name = `${method} ${url.pathname}`;

    for (let attempt = 0; ; attempt++) {
      const isLast = attempt + 1 >= policy.attempts;
      let waitMs = backoffMs(policy, attempt, Math.random());
      try {
        const response = await doFetch(url, init);
        if (response.ok) {
          const text = await response.text();
          return (text === '' ? undefined : JSON.parse(text)) as T;
        }
        const problem = await problemOf(response, name);
        if (isLast || !mayPass(problem)) throw problem;
        waitMs = retryAfterMs(response.headers.get('retry-after'), Date.now()) ?? waitMs;
      } catch (error) {
        // fetch rejects with a TypeError when the connection fails; all else is final. A PUT whose
        // answer was lost may have made its version already, so only its caller can repeat it.
        const isLost = error instanceof TypeError && method !== 'PUT';
        if (isLast || signal?.aborted || !isLost) throw error;
      }
      await pause(waitMs, signal);
    }
  }

  return {
    get: (path, query, call_ = {}) =>
      call('GET', urlOf(options.baseUrl, path, query), undefined, call_),
    post: (path, body, call_ = {}) => call('POST', urlOf(options.baseUrl, path), body, call_),
    put: (path, body, call_ = {}) => call('PUT', urlOf(options.baseUrl, path), body, call_),
    async open(path, headers, signal) {
      return doFetch(urlOf(options.baseUrl, path), {
        headers: { authorization, ...headers },
        ...(signal ? { signal } : {}),
      });
    },
  };
}
