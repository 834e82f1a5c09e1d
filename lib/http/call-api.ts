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

const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;

function fieldErrors(value: unknown): { path: string; message: string }[] {
  if (!Array.isArray(value)) return [];
  return value.map((each: unknown) => {
    const { path, message }: { path?: unknown; message?: unknown } = Object(each);
    return { path: textOr(path, ''), message: textOr(message, '') };
  });
}

/**
 * The problem an answer carries; an answer that is no problem document is one all the same.
 * Checked by hand: every page loads this, and a schema library with it would weigh more.
 */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const {
    type,
    title,
    status: _status,
    detail,
    errors,
    ...extra
  } = Object(body) as Record<string, unknown>;
  const slug = /([a-z][a-z0-9-]*)$/.exec(textOr(type, ''))?.[1] ?? 'unknown';
  return new ApiProblem(
    slug,
    response.status,
    textOr(title, 'The server refused'),
    textOr(detail, `The server answered ${response.status} without saying why. Try again shortly.`),
    fieldErrors(errors),
    extra,
  );
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
  parse: (answer: unknown) => Answer | Promise<Answer>;
  signal?: AbortSignal | undefined;
}

/** No answer came: what is known of whether the server heard it, and what to do. */
function unreached(isChange: boolean, wasOffline: boolean): ApiProblem {
  const told = isChange
    ? wasOffline
      ? 'This was not sent, and nothing has changed. Try again once the connection is back.'
      : 'Whether the server heard this is not known. Look at how it stands once the connection is back, then try again.'
    : 'What is shown is as it was last read.';
  return wasOffline
    ? new ApiProblem('unreachable', 0, 'You are offline', told)
    : new ApiProblem('unreachable', 0, 'No connection', `The server could not be reached. ${told}`);
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
  const wasOffline = !navigator.onLine;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreached(method !== 'GET', wasOffline);
  }
  if (!response.ok) throw await readProblem(response);
  return parse(response.status === 204 ? undefined : await response.json());
}
