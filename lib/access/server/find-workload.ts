import 'server-only';
import { decodeJwt, errors, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose';
import type { AgentActor, ExecutorActor } from '@/lib/access/actor';
import type { WorkloadIssuer } from '@/lib/access/workload-issuers';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { DomainError, Unauthenticated } from '@/lib/errors';
import { log } from '@/lib/logger';
import { keysOf } from './issuer-keys';
import { loadMachine } from './load-machine';

/** How far an issuer's clock may be from the database's, either way. */
const LEEWAY_S = 60;
/** A token that says it holds for longer is no short-lived credential, whoever signed it. */
const LONGEST_LIFE_S = 24 * 3600;

/** Tokens of other kinds are signed by the same keys: a logout token is nobody's way in. */
const TYPES = new Set(['jwt', 'at+jwt', 'jose']);

const SHAPE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;

/** Whether a bearer value looks like a token rather than one of our keys. */
export const isToken = (bearer: string): boolean => SHAPE.test(bearer);

const refuse = (why: string): Unauthenticated =>
  new Unauthenticated(`This token is not accepted: ${why}.`);

/** What is wrong with a token, where it is the token that is wrong. */
const FAULTS: [fault: new (...args: never[]) => Error, why: string][] = [
  [errors.JWTExpired, 'it has expired'],
  [errors.JWTClaimValidationFailed, 'one of its claims does not hold'],
  [errors.JOSEAlgNotAllowed, 'its signature is of a kind that its issuer may not use here'],
  [errors.JOSENotSupported, 'it asks for something that is not supported'],
  [errors.JWSSignatureVerificationFailed, 'its signature does not hold'],
  [errors.JWKSNoMatchingKey, 'none of its issuer’s keys signed it'],
  [errors.JWKSMultipleMatchingKeys, 'it does not say which of its issuer’s keys signed it'],
  [errors.JWSInvalid, 'it is malformed'],
  [errors.JWTInvalid, 'it is malformed'],
];

function issuerOf(token: string): { issuer: WorkloadIssuer; subject: string } {
  let claims: JWTPayload;
  try {
    claims = decodeJwt(token);
  } catch {
    throw refuse('it is malformed');
  }
  const issuer = env().WORKLOAD_ISSUERS.find((each) => each.issuer === claims.iss);
  if (!issuer) throw refuse('its issuer is not known here');
  if (typeof claims.sub !== 'string') throw refuse('it names no subject');
  return { issuer, subject: claims.sub };
}

/** The identities that may fit, and the time by the clock that rules. */
async function candidates(issuer: string, subject: string) {
  const rows = await db().$queryRaw<{ now: Date; id: string | null; audience: string | null }[]>`
    SELECT clock.now, w."id", w."audience"
    FROM (SELECT clock_timestamp() AS now) clock
    LEFT JOIN workload_identity w
      ON w."issuer" = ${issuer} AND w."subject" = ${subject} AND w."removedAt" IS NULL`;
  const [first] = rows;
  if (!first) throw new Error('The database did not tell the time.');
  return { now: first.now, rows };
}

function demandTimely({ iat, exp = 0 }: JWTPayload, now: Date): void {
  const nowS = now.getTime() / 1000;
  if (iat !== undefined && iat > nowS + LEEWAY_S) throw refuse('it was issued in the future');
  if (exp - (iat ?? nowS) > LONGEST_LIFE_S + LEEWAY_S) {
    throw refuse(`it holds for more than ${LONGEST_LIFE_S / 3600} hours`);
  }
}

function demandType({ typ }: JWTHeaderParameters): void {
  const type = (typ ?? 'JWT').toLowerCase().replace(/^application\//, '');
  if (!TYPES.has(type)) throw refuse(`it is a token of another kind, ${type.slice(0, 40)}`);
}

async function verified(token: string, issuer: WorkloadIssuer, now: Date): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, await keysOf(issuer), {
      issuer: issuer.issuer,
      audience: issuer.audiences,
      algorithms: issuer.algorithms,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: LEEWAY_S,
      currentDate: now,
    });
    demandType(protectedHeader);
    demandTimely(payload, now);
    return payload;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const fault = FAULTS.find(([kind]) => error instanceof kind);
    if (fault) throw refuse(fault[1]);
    log().warn({ err: error, issuer: issuer.issuer }, 'the keys of an issuer could not be had');
    throw new DomainError(
      'issuer-unreachable',
      503,
      `${issuer.issuer} cannot be asked for its keys, so its tokens cannot be checked. Nothing was changed; try again shortly.`,
    );
  }
}

/**
 * The agent or executor that a configured issuer's token stands for, by issuer, subject and
 * audience (RFC 7519; JWT-SVIDs and Kubernetes' service-account tokens among them).
 * @throws Unauthenticated; DomainError 503 `issuer-unreachable`: then nothing is known of the token
 */
export async function findWorkload(token: string): Promise<AgentActor | ExecutorActor> {
  const { issuer, subject } = issuerOf(token);
  const { now, rows } = await candidates(issuer.issuer, subject);
  const { aud, exp = 0 } = await verified(token, issuer, now);
  const audiences = [aud ?? []].flat();
  const fitting = rows.filter(({ audience }) => audience !== null && audiences.includes(audience));
  const [fit] = fitting;
  if (!fit?.id) throw refuse('its subject stands for no agent here');
  if (fitting.length > 1) throw refuse('its audiences stand for several agents here');
  const found = await loadMachine({ identityId: fit.id });
  if (!found) throw refuse('its subject stands for no agent here');
  return { ...found.machine, tokenExpiresAt: new Date(exp * 1000).toISOString() };
}
