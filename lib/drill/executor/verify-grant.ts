import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Grant } from '@/lib/agent/sdk/types';
import { actionContents, type ActionContents } from '@/lib/actions/schema';

const claimsSchema = z.object({
  sub: z.string(),
  jti: z.string(),
  version: z.number().int(),
  digest: z.string(),
});
export type GrantClaims = z.infer<typeof claimsSchema>;

/** A grant that this executor will not use; nothing was redeemed or run. */
export class GrantRefused extends Error {}

const CLOCK_SLACK_S = 5;

/**
 * Checks a grant by itself, without trusting whoever handed it over: signature by a key of the
 * server's JWKS (EdDSA alone), type, issuer, audience, expiry, and that the claims are those of the
 * grant beside it. Throws GrantRefused.
 */
export function grantVerifier(serverUrl: string, executorId: string) {
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', serverUrl));
  return async (grant: Grant): Promise<GrantClaims> => {
    let payload: unknown;
    try {
      const verified = await jwtVerify(grant.token, keys, {
        algorithms: ['EdDSA'],
        typ: 'grant+jwt',
        issuer: serverUrl,
        audience: executorId,
        requiredClaims: ['exp', 'jti', 'sub'],
        clockTolerance: CLOCK_SLACK_S,
      });
      payload = verified.payload;
    } catch (error) {
      throw new GrantRefused(`the token is not valid: ${String(error)}`, { cause: error });
    }
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) throw new GrantRefused('the token lacks what a grant says');
    const { sub, version, digest } = claims.data;
    const isSame = sub === grant.actionId && version === grant.version && digest === grant.digest;
    if (!isSame) throw new GrantRefused('the token is for another action than the grant says');
    return claims.data;
  };
}

const noPlan: { verificationPlan: unknown; verification?: unknown } = { verificationPlan: null };

/**
 * What was signed, out of the action as it was handed over: its contents, whose RFC 8785 form must
 * hash to the digest of the token. Throws GrantRefused when it does not; then nothing may run.
 */
export function signedContents(action: object, digest: string): ActionContents {
  const bound = new Set(Object.keys(actionContents.shape));
  // An answer shows where the action stands around what was signed: null there means absent, and
  // `verification` is what was reported, the proposal's own being `verificationPlan`.
  const { verificationPlan, verification: _report, ...shown } = { ...noPlan, ...action };
  const present = Object.fromEntries(
    Object.entries({ ...shown, verification: verificationPlan }).filter(
      ([key, value]) => bound.has(key) && value !== null,
    ),
  );
  const contents = actionContents.safeParse(present);
  if (!contents.success) throw new GrantRefused('the action has not the form of one');
  const text = canonicalize(contents.data) ?? '';
  const actual = createHash('sha256').update(text).digest('hex');
  if (actual !== digest) throw new GrantRefused('the action is not the one that was signed');
  return contents.data;
}
