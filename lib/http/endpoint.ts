import type { z } from 'zod';
import type { Actor, Ctx } from '@/lib/access/actor';
import type { Permission, Resource } from '@/lib/access/permissions';
import type { ProblemSlug } from '@/lib/problems/list';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `public`: anyone; `signed-in`: any identity, and the verb decides. */
export type Admission = Permission | 'public' | 'signed-in';

/** What one of our routes is: enough to serve it, to check it and to document it. */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  method: Method;
  /** Below `/api/v1`, with parameters in braces; from the site's root where `base` is `site`. */
  path: `/${string}`;
  base?: 'v1' | 'site';
  summary: string;
  description?: string;
  tags: readonly string[];
  permission: Admission;
  /** What bears on who could ever and the table cannot know; asked where the table alone refuses. */
  bearing?: () => Promise<Resource>;
  params?: P;
  /** Each parameter given once, as text; use `z.coerce` and `lib/http/page`. */
  query?: Q;
  /** Strict objects, so that an unknown field is refused. */
  body?: B;
  /** The status of success; 200 unless said. */
  status?: number;
  response: R;
  /** The media type when it is not JSON; `run` then answers with a Response of its own. */
  produces?: string;
  /** Slugs of the refusals beyond those that any endpoint may give. */
  problems: readonly ProblemSlug[];
  /** Fields of the answer shown once: an idempotent repeat leaves them out. */
  secret?: readonly string[];
  /** In place of keys and sessions, for callers that prove themselves otherwise. */
  authenticate?: (request: Request) => Promise<Actor>;
  run: (
    ctx: Ctx,
    input: { params: z.output<P>; query: z.output<Q>; body: z.output<B>; request: Request },
  ) => Promise<z.input<R> | Response>;
}

/** Declares an endpoint; the types of `run` follow from its schemas. */
export const endpoint = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  declared: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> => declared;

/** The path as it is served, braces and all. */
export const servedPath = ({ path, base }: Pick<Endpoint, 'path' | 'base'>): string =>
  base === 'site' ? path : `/api/v1${path}`;
