import { ApiProblem, problemOf } from '@/lib/agent/sdk/problem';

export interface FetchJsonOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined;
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** One per act of a person, kept across its retries. */
  idempotencyKey?: string | undefined;
}

/**
 * The browser's call to this installation's own API; `path` is below `/api/v1`. The answer is the
 * server's own, already checked by its schemas there.
 * @throws ApiProblem where the server refuses; TypeError where it cannot be reached.
 */
export async function fetchJson<Answer>(
  path: string,
  { method = 'GET', body, signal, idempotencyKey }: FetchJsonOptions = {},
): Promise<Answer> {
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey);
  const response = await fetch(`/api/v1${path}`, {
    method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw await problemOf(response, `${method} ${path}`);
  return (await response.json()) as Answer;
}

/** A refusal or a failure, in the words that people read. */
export interface Said {
  /** The problem's slug; `unreachable` where no answer came. */
  slug: string;
  detail: string;
  /** 0 where no answer came: then nobody knows whether the act was done. */
  status: number;
  extra: Record<string, unknown>;
}

/** What to tell a person about an error that {@link fetchJson} threw. */
export function sayError(error: unknown): Said {
  if (error instanceof ApiProblem) {
    const { problem, slug, status } = error;
    const fields = (problem.errors ?? []).map(({ path, message }) => `${path} ${message}`);
    const detail = problem.detail ?? problem.title ?? 'The server gave no reason.';
    return {
      slug,
      status,
      detail: [detail, ...fields].join(' '),
      extra: problem,
    };
  }
  return {
    slug: 'unreachable',
    status: 0,
    detail: 'The server could not be reached. Check the connection, then try again.',
    extra: {},
  };
}

/** `?a=1&b=2`, without what is undefined or empty; empty when nothing is left. */
export function queryText(query: Record<string, string | number | undefined | null>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(given).toString();
  return text === '' ? '' : `?${text}`;
}
