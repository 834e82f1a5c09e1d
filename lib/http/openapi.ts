import { z } from 'zod';
import { type ProblemSlug, problemText } from '@/lib/problems/list';
import { type Endpoint, servedPath } from './endpoint';
import type { NamedEndpoint } from './registry';

type Json = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    // A transform's output has no schema; what goes in has.
    unrepresentable: 'any',
  });
  return rest;
};

const problem = z.object({
  type: z.string().meta({ description: 'An absolute address ending in the slug.' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The members of an object schema as parameters. */
const parametersOf = (schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return [];
  const { properties, required } = schemaOf(schema, 'input');
  if (!isRecord(properties)) return [];
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || needed.includes(name),
    schema: each,
  }));
};

/** What any endpoint of this sort may refuse with, before its own. */
const commonSlugs = ({ permission, method, body }: Endpoint): ProblemSlug[] => [
  'invalid',
  ...(permission === 'public' ? [] : (['unauthenticated', 'forbidden'] as const)),
  ...(method === 'GET' ? [] : (['too-large', 'rate-limited'] as const)),
  ...(body ? (['unsupported-media-type'] as const) : []),
  'unavailable',
  'ending',
];

const named = (slugs: readonly ProblemSlug[]): string =>
  slugs.map((slug) => `\`${slug}\``).join(', ');

const refused = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const responsesOf = (endpoint: Endpoint): Json => {
  const { status = 200, response, produces, problems } = endpoint;
  const type = produces ?? 'application/json';
  const content =
    status === 204 ? {} : { content: { [type]: { schema: schemaOf(response, 'output') } } };
  const common: Record<number, ProblemSlug[]> = {};
  for (const slug of commonSlugs(endpoint)) {
    for (const code of problemText(slug).status) (common[code] ??= []).push(slug);
  }
  const own = named(problems);
  return {
    ...Object.fromEntries(
      Object.entries(common).map(([code, slugs]) => [code, refused(named(slugs))]),
    ),
    [status]: { description: 'Done.', ...content },
    ...(own ? { default: refused(`Refused: ${own}.`) } : {}),
  };
};

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any 1 to 200 visible ASCII characters; a repeat within 24 hours gets the same answer.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

const operationOf = ({ name, endpoint }: NamedEndpoint): Json => {
  const { method, summary, description, tags, permission, params, query, body } = endpoint;
  const isKeyed = method === 'POST' && permission !== 'public';
  return {
    operationId: name.replace(/Endpoint$/, ''),
    summary,
    ...(description ? { description } : {}),
    tags: [...tags],
    ...(permission === 'public' ? { security: [] } : { 'x-permission': permission }),
    parameters: [
      ...parametersOf(params, 'path'),
      ...parametersOf(query, 'query'),
      ...(isKeyed ? [IDEMPOTENCY] : []),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }
      : {}),
    responses: responsesOf(endpoint),
  };
};

/** The OpenAPI 3.1 document of these endpoints, from the very schemas that check their input. */
export function openApiOf(endpoints: readonly NamedEndpoint[], publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const each of endpoints) {
    const path = servedPath(each.endpoint);
    (paths[path] ??= {})[each.endpoint.method.toLowerCase()] = operationOf(each);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Countersign',
      version: '1',
      description: 'What agents, executors, people’s browsers and alert sources rely on.',
    },
    servers: [{ url: publicUrl }],
    security: [{ machineKey: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        machineKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key of an agent or executor.',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
      },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}
