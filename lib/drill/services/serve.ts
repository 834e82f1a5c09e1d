import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { ServiceName, Site } from '../site/layout';
import type { Log } from './json-log';
import type { Measures } from './measures';

export interface Answer {
  status: number;
  body: unknown;
}

export interface ServiceContext {
  service: ServiceName;
  release: string;
  site: Site;
  log: Log;
  measures: Measures;
}

export type Handler = (body: unknown) => Promise<Answer>;
/** Handlers by `METHOD /path`, as in `POST /orders`. */
export type Routes = Readonly<Record<string, Handler>>;

const MAX_BODY_BYTES = 64 * 1024;

/** A refusal whose status the service chose; anything else that is thrown answers 500. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ServiceError';
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > MAX_BODY_BYTES) throw new ServiceError(413, 'the body is too large');
  }
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ServiceError(400, 'the body is not JSON');
  }
}

function send(response: ServerResponse, { status, body }: Answer, type = 'application/json') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': type }).end(text);
}

const chainOf = (error: Error): string =>
  error.cause instanceof Error ? `${error.message}: ${chainOf(error.cause)}` : error.message;

async function answer(context: ServiceContext, handler: Handler, request: IncomingMessage) {
  try {
    return { ...(await handler(await readBody(request))), error: null };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const status = error instanceof ServiceError ? error.status : 500;
    return { status, body: { error: error.message }, error };
  }
}

/** An HTTP server on loopback with the routes given, /metrics and /healthz; not yet listening. */
export function serve(context: ServiceContext, routes: Routes): Server {
  const { log, measures } = context;

  const handle = async (route: string, handler: Handler, request: IncomingMessage) => {
    const startedMs = performance.now();
    measures.inFlight.inc();
    const { status, body, error } = await answer(context, handler, request);
    measures.inFlight.dec();
    const ms = performance.now() - startedMs;
    measures.requests.inc({ route, status: String(status) });
    measures.duration.observe({ route }, ms / 1000);
    const fields = { route, status, durationMs: Math.round(ms * 10) / 10 };
    if (!error) log('info', `${route} ${status}`, fields);
    else {
      const level = status >= 500 ? 'error' : 'warn';
      log(level, `${error.name}: ${chainOf(error)}`, { ...fields, stack: error.stack });
    }
    return { status, body };
  };

  return createServer((request, response) => {
    const route = `${request.method} ${(request.url ?? '/').split('?')[0]}`;
    const respond = async () => {
      if (route === 'GET /metrics') {
        const text = await measures.registry.metrics();
        return send(response, { status: 200, body: text }, measures.registry.contentType);
      }
      if (route === 'GET /healthz') {
        const { service, release } = context;
        return send(response, { status: 200, body: { status: 'ok', service, release } });
      }
      const handler = routes[route];
      if (!handler) return send(response, { status: 404, body: { error: 'no such route' } });
      return send(response, await handle(route, handler, request));
    };
    respond().catch((error: unknown) => {
      log('error', `could not answer ${route}: ${String(error)}`);
      response.destroy();
    });
  });
}
