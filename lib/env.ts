import { z } from 'zod';
import { workloadIssuers } from '@/lib/access/workload-issuers';
import { networks } from '@/lib/notices/networks';

const POSTGRES_URL = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must be a PostgreSQL address such as postgresql://user@host/name');

const schema = z.object({
  /** The application role's connection: reads and writes rows, owns nothing. */
  DATABASE_URL: POSTGRES_URL,
  /** The owner's connection, for set-up and migrations only. */
  DATABASE_OWNER_URL: POSTGRES_URL.optional(),
  /** Where people's browsers reach this installation; the one origin whose writes are accepted. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://localhost:3000'),
  AUTH_SECRET: z.string(),
  COUNTERSIGN_HOME: z.string().default('.countersign'),
  COUNTERSIGN_PROFILE: z.enum(['demo', 'development', 'test', 'production']).default('production'),
  GRANT_KEYS_FILE: z.string().optional(),
  /** What the file would hold, in its place: for who hands secrets over by the environment. */
  GRANT_KEYS: z.string().optional(),
  NOTICE_KEYS_FILE: z.string().optional(),
  /** Networks that webhooks may reach although they are not public, as `10.1.0.0/16,fd00::/8`. */
  NOTICE_NETWORKS: networks,
  ALERTMANAGER_TOKEN: z.string().regex(/^\S+$/, 'must hold no white space').optional(),
  /** Issuers whose tokens may stand for agents, beside keys. */
  WORKLOAD_ISSUERS: workloadIssuers,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  POOL_SIZE: z.coerce.number().int().min(1).max(200).default(20),
  /** The longest that one statement may take; a second later the connection is taken for dead. */
  STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).max(3_600_000).default(4_000),
});

type KeyFiles = 'GRANT_KEYS_FILE' | 'NOTICE_KEYS_FILE';
export type Env = Omit<z.infer<typeof schema>, KeyFiles> & Record<KeyFiles, string>;

/**
 * Reads the settings from a set of variables; an empty one counts as absent.
 * @throws Error with one line for each setting that is missing or malformed.
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      const setting = String(issue.path[0]);
      return given[setting] === undefined ? `${name} is not set.` : `${name}: ${issue.message}.`;
    });
    throw new Error(`The settings are not valid. ${lines.join(' ')}`);
  }
  const { PUBLIC_URL, COUNTERSIGN_HOME, GRANT_KEYS_FILE, NOTICE_KEYS_FILE } = parsed.data;
  return {
    ...parsed.data,
    PUBLIC_URL: PUBLIC_URL.replace(/\/+$/, ''),
    GRANT_KEYS_FILE: GRANT_KEYS_FILE ?? `${COUNTERSIGN_HOME}/keys/grant.json`,
    NOTICE_KEYS_FILE: NOTICE_KEYS_FILE ?? `${COUNTERSIGN_HOME}/keys/notices.json`,
  };
}

let parsedEnv: Env | undefined;

/**
 * The settings of this process, read once at the first call, so that building the app needs none.
 * next-auth reads its own two variables, which follow ours.
 * @throws Error when a setting is missing or malformed.
 */
export function env(): Env {
  if (!parsedEnv) {
    parsedEnv = parseEnv(process.env);
    process.env.NEXTAUTH_URL = parsedEnv.PUBLIC_URL;
    process.env.NEXTAUTH_SECRET = parsedEnv.AUTH_SECRET;
  }
  return parsedEnv;
}

const SAMPLE_SECRET = /^(.)\1*$|change[-_ ]?me|secret|password|example|sample|default|0123456789/i;

/**
 * What keeps this installation from serving in production, one sentence each; none for the other
 * profiles. `demoUsers` are the e-mails found that a demo seeds.
 */
export function checkProduction(settings: Env, demoUsers: readonly string[] = []): string[] {
  if (settings.COUNTERSIGN_PROFILE !== 'production') return [];
  const refusals: string[] = [];
  if (settings.AUTH_SECRET.length < 32) {
    refusals.push('AUTH_SECRET is shorter than 32 characters; make one with: openssl rand -hex 32');
  } else if (SAMPLE_SECRET.test(settings.AUTH_SECRET)) {
    refusals.push('AUTH_SECRET is a sample value; make one with: openssl rand -hex 32');
  }
  if (!settings.PUBLIC_URL.startsWith('https://')) {
    refusals.push('PUBLIC_URL does not start with https://; sign-ins need TLS in production.');
  }
  if (settings.ALERTMANAGER_TOKEN !== undefined && settings.ALERTMANAGER_TOKEN.length < 32) {
    refusals.push('ALERTMANAGER_TOKEN is shorter than 32 characters.');
  }
  if (demoUsers.length > 0) {
    refusals.push(`The database holds demo users (${demoUsers.join(', ')}); use a fresh database.`);
  }
  return refusals;
}
