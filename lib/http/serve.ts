import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ANYONE, type Actor, type Ctx, type Idempotency } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { currentActor } from '@/lib/access/server/current-actor';
import { isEnding } from '@/lib/ending';
import { DomainError, Ending, Forbidden, Invalid, NotFound, Unauthenticated } from '@/lib/errors';
import { env } from '@/lib/env';
import { readJson } from './body';
import { type Endpoint, servedPath } from './endpoint';
import { fieldErrors } from './field-errors';
import { idempotencyOf } from './idempotency';
import { demandSameBody } from '@/lib/log/idempotency';
import { log } from '@/lib/logger';
import { demandOwnOrigin } from './origin';
import { problemOf } from './problem';
import { countCall, identityOf } from './rate-limit';

/** What serving leans on, given apart so that the order of refusals can be tested by itself. */
export interface Surroundings {
  currentActor: (request: Request) => Promise<Actor | null>;
  countCall: (actor: Actor, request: Request) => Promise<void>;
  publicUrl: () => string;
  demandSameBody: (claim: Idempotency) => Promise<void>;
  reportUnknown: (error: unknown, about: { requestId: string; path: string }) => void;
}

const real: Surroundings = {
  currentActor,
  countCall: (actor, request) => countCall('write', identityOf(actor, request)),
  publicUrl: () => env().PUBLIC_URL,
  demandSameBody,
  reportUnknown: (err, about) => log().error({ err, ...about }, 'a request met an unknown error'),
};

type RouteContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
export type Handler = (request: Request, context: RouteContext) => Promise<Response>;

const admit = async (
  declared: Endpoint,
  request: Request,
  around: Surroundings,
): Promise<Actor> => {
  if (declared.permission === 'public') return ANYONE;
  const actor = await (declared.authenticate ?? around.currentActor)(request);
  if (!actor) throw new Unauthenticated();
  await demandPermission(actor, declared);
  return actor;
};

const demandPermission = async (
  actor: Actor,
  { permission, bearing }: Pick<Endpoint, 'permission' | 'bearing'>,
): Promise<void> => {
  if (permission === 'public' || permission === 'signed-in') return;
  const answer = can(actor, permission);
  if (answer.allowed) return;
  const isLetIn = bearing && can(actor, permission, await bearing()).allowed;
  if (!isLetIn) throw new Forbidden(answer.reason);
};

const read = <T extends z.ZodType>(schema: T | undefined, value: unknown, under = '') => {
  const parsed = (schema ?? z.strictObject({})).safeParse(value);
  if (!parsed.success) throw new Invalid(fieldErrors(parsed.error, under));
  return parsed.data as z.output<T>;
};

/**
 * A path parameter that no id of ours could be names nothing. Next gives undefined where a built
 * route has no parameters.
 */
const paramsOf = async (context: RouteContext): Promise<Record<string, unknown>> => {
  const params = (await context.params) ?? {};
  for (const value of Object.values(params)) {
    const text = String(value);
    if (text.includes('\0') || !text.isWellFormed()) throw new NotFound('What the address names');
  }
  return params;
};

const queryOf = (request: Request): Record<string, string> => {
  const given: Record<string, string> = {};
  for (const [name, value] of new URL(request.url).searchParams) {
    if (Object.hasOwn(given, name)) {
      throw new Invalid([{ path: name.slice(0, 100), message: 'is given more than once' }]);
    }
    if (value.includes('\0')) {
      throw new Invalid([{ path: name, message: 'must not contain the NUL character' }]);
    }
    Object.defineProperty(given, name, { value, enumerable: true });
  }
  return given;
};

/** What a key is told comes before what a verb finds; most verbs ask it themselves, in time. */
const run = async (
  declared: Endpoint,
  ctx: Ctx,
  given: Parameters<Endpoint['run']>[1],
  around: Surroundings,
): Promise<unknown> => {
  try {
    return await declared.run(ctx, given);
  } catch (error) {
    const isOfWhatThereIs = error instanceof DomainError && [403, 404, 409].includes(error.status);
    if (ctx.idempotency && isOfWhatThereIs) await around.demandSameBody(ctx.idempotency);
    throw error;
  }
};

const answer = async (
  declared: Endpoint,
  request: Request,
  context: RouteContext,
  requestId: string,
  around: Surroundings,
): Promise<Response> => {
  const actor = await admit(declared, request, around);
  const isWrite = declared.method !== 'GET';
  if (isWrite) {
    if (actor.type === 'person') demandOwnOrigin(request, around.publicUrl());
    await around.countCall(actor, request);
  }
  const posted = isWrite ? await readJson(request) : undefined;
  const path = new URL(request.url).pathname;
  const params = read(declared.params, await paramsOf(context));
  const query = read(declared.query ?? z.object({}), queryOf(request));
  const body = declared.body ? read(declared.body, posted) : read(undefined, posted ?? {});
  const ctx: Ctx = { actor, requestId, signal: request.signal };
  // The public share no identity, so one caller's key must not fetch another's answer.
  const isKeyed = declared.method === 'POST' && declared.permission !== 'public';
  const key = isKeyed ? request.headers.get('idempotency-key') : null;
  const claim = idempotencyOf(key, actor, { method: 'POST', path, body: posted }, declared.secret);
  if (claim) ctx.idempotency = claim;
  const result = await run(declared, ctx, { params, query, body, request }, around);
  if (result instanceof Response) return result;
  const status = declared.status ?? 200;
  return status === 204 ? new Response(null, { status }) : Response.json(result, { status });
};

/**
 * The route handler of an endpoint. Refusals come in the contract's order: who you are, what you
 * may, where you come from, how often, how much, whether it makes sense; then the verb's own.
 */
export function serve<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(declared: Endpoint<P, Q, B, R>, around: Surroundings = real): Handler {
  // The schemas have done their work at the declaration; from here on values are what they parsed.
  const plain = declared as unknown as Endpoint;
  return async (request, context) => {
    const requestId = randomUUID();
    const instance = new URL(request.url).pathname;
    let response: Response;
    try {
      if (isEnding()) throw new Ending();
      response = await answer(plain, request, context, requestId, around);
    } catch (error) {
      const about = { publicUrl: around.publicUrl(), instance, requestId };
      const { problem, headers, isUnknown } = problemOf(error, about);
      // A caller who left has cut short what was running for them: no fault of ours.
      if (isUnknown && !request.signal.aborted)
        around.reportUnknown(error, { requestId, path: servedPath(plain) });
      response = Response.json(problem, {
        status: problem.status,
        headers: { ...headers, 'Content-Type': 'application/problem+json' },
      });
    }
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
    response.headers.set('X-Content-Type-Options', 'nosniff');
    response.headers.set('X-Request-Id', requestId);
    if (request.method !== 'HEAD') return response;
    // Nobody will read it: a stream would go on by itself until its age ends it.
    await response.body?.cancel();
    return new Response(null, response);
  };
}
