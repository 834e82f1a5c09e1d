import { expect } from 'vitest';

/** What came back, read whole. */
export interface Answer {
  status: number;
  headers: Headers;
  // A test says what it expects of a body; until then it is unknown JSON.
  body: Record<string, unknown>;
}

export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : { text };
  return { status: response.status, headers: response.headers, body };
}

/** Calls below /api/v1 with some credentials; a string body goes out as it is. */
export const caller =
  (url: string, credentials: Record<string, string>): Call =>
  async (method, path, body, headers = {}) => {
    const isRaw = typeof body === 'string';
    const address = path.startsWith('/api/') || path.startsWith('/.well') ? path : `/api/v1${path}`;
    return answerOf(
      await fetch(url + address, {
        method,
        headers: { 'Content-Type': 'application/json', ...credentials, ...headers },
        ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
      }),
    );
  };

export const asMachine = (url: string, key: string): Call =>
  caller(url, { Authorization: `Bearer ${key}` });

const cookiesOf = (response: Response): string[] =>
  response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');

/**
 * Signs a person in as a browser does, by next-auth's own form; answers the session's cookie.
 * @param origin of the installation, where the process asked is one of its replicas
 */
export async function signIn(
  url: string,
  email: string,
  password: string,
  origin = url,
): Promise<string> {
  const form = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await form.json()) as { csrfToken: string };
  const response = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Cookie: cookiesOf(form).join('; '),
      Origin: origin,
    },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  });
  const session = cookiesOf(response).find((cookie) => /session-token=./.test(cookie));
  if (!session) throw new Error(`${email} could not sign in (${response.status}).`);
  return session;
}

export const asPerson = (url: string, cookie: string, origin = url): Call =>
  caller(url, { Cookie: cookie, Origin: origin });

/** Expects a problem of this slug and status, and gives it back. */
export function expectProblem(answer: Answer, status: number, slug: string) {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect({ status: answer.status, slug: String(answer.body.type).split('/').at(-1) }).toEqual({
    status,
    slug,
  });
  expect(answer.body).toMatchObject({
    status,
    title: expect.any(String),
    detail: expect.any(String),
  });
  return answer.body as { errors?: { path: string; message: string }[]; detail: string };
}
