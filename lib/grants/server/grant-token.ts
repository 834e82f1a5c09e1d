import 'server-only';
import { compactVerify, decodeProtectedHeader, errors, SignJWT } from 'jose';
import { z } from 'zod';
import { env } from '@/lib/env';
import { Invalid } from '@/lib/errors';
import type { GrantRow } from '@/lib/grants/schema';
import { signingKeys } from '@/lib/grants/server/signing-keys';

const TYPE = 'grant+jwt';

const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  jti: z.string(),
  iat: z.number(),
  exp: z.number(),
  version: z.number().int(),
  digest: z.string(),
});
export type GrantClaims = z.infer<typeof claimsSchema>;

/**
 * The token of a grant (RFC 7519, EdDSA by RFC 8037). Ed25519 is deterministic, so the row alone
 * gives the same token every time and none needs to be kept. Undefined when its key is gone.
 */
export async function grantToken(grant: GrantRow): Promise<string | undefined> {
  const key = signingKeys().find(({ kid }) => kid === grant.keyId);
  if (!key) return undefined;
  return new SignJWT({ version: grant.version, digest: grant.digest })
    .setProtectedHeader({ alg: 'EdDSA', typ: TYPE, kid: key.kid })
    .setIssuer(env().PUBLIC_URL)
    .setAudience(grant.executorId)
    .setSubject(grant.actionId)
    .setJti(grant.jti)
    .setIssuedAt(Math.floor(Date.parse(grant.issuedAt) / 1000))
    .setExpirationTime(Math.floor(Date.parse(grant.expiresAt) / 1000))
    .sign(key.privateKey);
}

const refuse = () => new Invalid([{ path: 'token', message: 'is no grant of this installation' }]);

function keyIdOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    // Whatever it is, it is no token; the refusal says so.
    return undefined;
  }
}

async function payloadOf(token: string): Promise<Uint8Array> {
  const kid = keyIdOf(token);
  const key = signingKeys().find((each) => each.kid === kid);
  if (!key) throw refuse();
  try {
    const options = { algorithms: ['EdDSA'] };
    const { payload, protectedHeader } = await compactVerify(token, key.publicKey, options);
    if (protectedHeader.typ !== TYPE) throw refuse();
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw refuse();
    throw error;
  }
}

/**
 * What a grant's token claims, its signature being ours. Its times are for whoever reads it: when
 * it ends is the database's to say.
 * @throws Invalid naming `token`
 */
export async function verifyGrantToken(token: string): Promise<GrantClaims> {
  const payload = await payloadOf(token);
  const claims = claimsSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
  if (!claims.success || claims.data.iss !== env().PUBLIC_URL) throw refuse();
  return claims.data;
}
