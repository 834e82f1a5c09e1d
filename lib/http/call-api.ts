import { z } from 'zod';

const problemBody = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** What the server said instead of doing it (RFC 9457); `detail` is for people to read. */
export class ApiProblem extends Error {
  constructor(
    /** The stable end of the problem's type, such as `already-decided`. */
    readonly slug: string,
    /** 0 when no answer came at all. */
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: { path: string; message: string }[] = [],
    readonly extra: Record<string, unknown> = {},
  ) {
    super(detail);
    this.name = 'ApiProblem';
  }
}

/** The problem an answer carries; an answer that is no problem document is one all the same. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = problemBody.safeParse(body);
  if (!parsed.success) {
    const detail = `The server answered ${response.status} without saying why. Try again shortly.`;
    return new ApiProblem('unknown', response.status, 'The server refused', detail);
  }
  const { type, title, status, detail, errors = [], ...extra } = parsed.data;
  const slug = type.slice(type.lastIndexOf('/') + 1);
  return new ApiProblem(slug, status, title, detail, errors, extra);
}

/** A key that makes one attempt safe to repeat; random, and fine without TLS. */
function attemptKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface CallOptions<Answer> {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** Checks the answer's shape; a zod schema's `parse` fits. */
  parse: (answer: unknown) => Answer;
  signal?: AbortSignal | undefined;
}

/**
 * One call of a person's browser to `/api/v1`; `path` begins with a slash. A POST carries an
 * Idempotency-Key of its own.
 * @throws ApiProblem when the server refuses, or cannot be reached (`unreachable`, status 0).
 */
export async function callApi<Answer>(
  path: string,
  { method = 'GET', body, parse, signal }: CallOptions<Answer>,
): Promise<Answer> {
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (method === 'POST') headers.set('idempotency-key', attemptKey());
  const init: RequestInit = { method, headers, cache: 'no-store' };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    const detail =
      'The server could not be reached. Whether it heard this is not known; what is shown stays true.';
    throw new ApiProblem('unreachable', 0, 'No connection', detail);
  }
  if (!response.ok) throw await readProblem(response);
  return parse(response.status === 204 ? undefined : await response.json());
}
