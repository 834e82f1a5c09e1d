import { z } from 'zod';

/** Signatures that an issuer's public keys can check: nothing symmetric, and never none. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

const isSafe = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  if (username !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
};

const address = z
  .string()
  .max(500)
  .refine(isSafe, 'must be an https:// address; http:// only on this machine');

/** One issuer whose tokens may stand for agents. */
const issuer = z.strictObject({
  /** Exactly as the tokens' `iss` says it. */
  issuer: address,
  /** Where its keys are; found through its discovery document unless said. */
  jwksUri: address.optional(),
  algorithms: z
    .array(z.enum(ALGORITHMS))
    .min(1)
    .default([...ALGORITHMS]),
  /** Whom its tokens may be meant for, when they are meant for us. */
  audiences: z.array(z.string().min(1).max(500)).min(1).max(20),
});
export type WorkloadIssuer = z.infer<typeof issuer>;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** The setting `WORKLOAD_ISSUERS`: a JSON list. */
export const workloadIssuers = z
  .string()
  .refine(isJson, { message: 'must be a JSON list of issuers', abort: true })
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(issuer).max(20))
  .refine(
    (list) => new Set(list.map((each) => each.issuer)).size === list.length,
    'must name each issuer once',
  )
  .default([]);
