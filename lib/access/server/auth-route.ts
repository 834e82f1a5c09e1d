import 'server-only';
import { randomUUID } from 'node:crypto';
import NextAuth from 'next-auth';
import { NextRequest } from 'next/server';
import { env } from '@/lib/env';
import { Invalid } from '@/lib/errors';
import { readBytes } from '@/lib/http/body';
import { problemResponse } from '@/lib/http/problem-response';
import { addressOf, countCall, uncountCall } from '@/lib/http/rate-limit';
import { parseStrictJson } from '@/lib/http/strict-json';
import { type SessionVerbs, authOptions } from './auth-options';

type RouteContext = { params: Promise<{ nextauth: string[] }> };
type Handler = (request: NextRequest, context: RouteContext) => Promise<Response>;

const MAX_FORM_BYTES = 16 * 1024;

/** PostgreSQL's text holds no NUL; strict JSON has refused it already. */
function withoutNul(form: URLSearchParams): URLSearchParams {
  for (const [name, value] of form) {
    if (name.includes('\0') || value.includes('\0')) {
      throw new Invalid([
        { path: name.slice(0, 100), message: 'must not contain the NUL character' },
      ]);
    }
  }
  return form;
}

/** A posted form, or JSON in its place, as a form: next-auth answers a malformed one with a 500. */
async function formOf(request: Request): Promise<URLSearchParams> {
  const bytes = await readBytes(request, MAX_FORM_BYTES);
  const isJson = request.headers.get('content-type')?.includes('application/json') ?? false;
  if (!isJson) return withoutNul(new URLSearchParams(Buffer.from(bytes).toString('utf8')));
  const value = bytes.byteLength > 0 ? parseStrictJson(bytes) : {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Invalid([{ path: '', message: 'must be an object' }]);
  }
  const form = new URLSearchParams();
  for (const [name, each] of Object.entries(value)) {
    if (!['string', 'boolean', 'number'].includes(typeof each)) {
      throw new Invalid([{ path: name, message: 'must be text' }]);
    }
    form.set(name, String(each));
  }
  return form;
}

/** Runs a sign-in attempt under both limits; what succeeds gives its place back. */
async function limited(
  request: Request,
  form: URLSearchParams,
  attempt: () => Promise<Response>,
): Promise<Response> {
  const email = (form.get('email') ?? '').trim().toLowerCase();
  const address = addressOf(request);
  await countCall('sign-in-address', address);
  await countCall('sign-in-email', email);
  const response = await attempt();
  const isIn = response.headers.getSetCookie().some((each) => each.includes('session-token=e'));
  if (isIn) {
    await uncountCall('sign-in-address', address);
    await uncountCall('sign-in-email', email);
  }
  return response;
}

/** next-auth's routes over our own session rows, behind the same limits and problems as the rest. */
export function authRoute(verbs: SessionVerbs): { GET: Handler; POST: Handler } {
  const handle: Handler = async (request, context) => {
    const requestId = randomUUID();
    try {
      env();
      const userAgent = request.headers.get('user-agent');
      const options = authOptions(verbs, { requestId, userAgent });
      if (request.method !== 'POST') return await NextAuth(request, context, options);
      const form = await formOf(request);
      const headers = new Headers(request.headers);
      headers.set('content-type', 'application/x-www-form-urlencoded');
      headers.delete('content-length');
      const posted = new NextRequest(request.url, {
        method: 'POST',
        headers,
        body: form.toString(),
      });
      const proceed = async (): Promise<Response> => NextAuth(posted, context, options);
      const [action, provider] = (await context.params).nextauth;
      const isAttempt = action === 'callback' && provider === 'credentials';
      return await (isAttempt ? limited(request, form, proceed) : proceed());
    } catch (error) {
      return problemResponse(error, new URL(request.url).pathname, requestId);
    }
  };
  return { GET: handle, POST: handle };
}
