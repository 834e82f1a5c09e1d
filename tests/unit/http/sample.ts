import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { type Endpoint, endpoint } from '@/lib/http/endpoint';
import { type Surroundings, serve } from '@/lib/http/serve';
import { waitParam } from '@/lib/http/wait';

export const ORIGIN = 'https://countersign.example';

export const sample = endpoint({
  method: 'POST',
  path: '/samples/{id}',
  summary: 'Take a sample',
  tags: ['samples'],
  permission: 'control.give',
  params: z.object({ id: z.string().max(64) }),
  query: z.object({ wait: waitParam }),
  body: z.strictObject({
    name: z.string().min(1),
    tags: z.array(z.strictObject({ label: z.string() })).optional(),
    extra: z.record(z.string(), z.unknown()).optional(),
  }),
  status: 201,
  response: z.unknown(),
  problems: [],
  secret: ['key'],
  run: async (ctx, input) => ({
    ...input,
    request: undefined,
    idempotency: ctx.idempotency,
    actor: ctx.actor.id,
  }),
});

export interface Call {
  method?: string;
  body?: BodyInit | null;
  headers?: Record<string, string>;
  path?: string;
  params?: Record<string, string>;
}

/** Serves one call of an endpoint to an actor, and tells what was reported as unknown. */
export async function ask(declared: Endpoint, actor: Actor | null, call: Call = {}) {
  const unknown: unknown[] = [];
  const counted: string[] = [];
  const around: Surroundings = {
    currentActor: async () => actor,
    countCall: async (who) => void counted.push(who.id),
    publicUrl: () => ORIGIN,
    demandSameBody: async () => undefined,
    reportUnknown: (error) => unknown.push(error),
  };
  const method = call.method ?? declared.method;
  const request = new Request(`${ORIGIN}${call.path ?? '/api/v1/samples/a'}`, {
    method,
    headers: { 'content-type': 'application/json', origin: ORIGIN, ...call.headers },
    body: method === 'GET' ? null : (call.body ?? '{"name":"x"}'),
    // @ts-expect-error Node wants it for streamed bodies, and its own types do not know it.
    duplex: 'half',
  });
  const params = Promise.resolve(call.params ?? { id: 'a' });
  const response = await serve(declared, around)(request, { params });
  const text = await response.text();
  const json: unknown = text ? JSON.parse(text) : undefined;
  return {
    response,
    status: response.status,
    body: z.looseObject({}).parse(json),
    unknown,
    counted,
  };
}

export const plain = (declared: unknown): Endpoint => declared as Endpoint;
