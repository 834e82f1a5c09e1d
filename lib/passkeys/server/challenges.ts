import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Tx } from '@/lib/log/write';
import type { Errand } from '@/lib/passkeys/schema';

/** How long an answer is waited for: long enough to find the key, too short to carry it off. */
export const CHALLENGE_TTL_MS = 120_000;

/** Whom a nonce is for, and for what. */
export interface ChallengeFor {
  personId: string;
  errand: Errand;
  subject: string;
}

/**
 * Hands out a nonce of 256 bits, which any process of the installation takes back, once. Those of
 * the same person that nobody answered in time go.
 */
export async function issueChallenge(
  tx: Tx,
  { personId, errand, subject }: ChallengeFor,
): Promise<string> {
  const nonce = randomBytes(32).toString('base64url');
  await tx.db.$executeRaw`
    DELETE FROM "passkey_challenge"
    WHERE "personId" = ${personId} AND "expiresAt" <= clock_timestamp()`;
  await tx.db.$executeRaw`
    INSERT INTO "passkey_challenge" ("nonce", "personId", "purpose", "subject", "expiresAt")
    VALUES (${nonce}, ${personId}, ${errand}, ${subject},
            clock_timestamp() + ${CHALLENGE_TTL_MS} * interval '1 millisecond')`;
  return nonce;
}

/**
 * Takes a nonce back, in the transaction of what it allows: of two that bring the same one, the
 * second waits for the first, and finds nothing once that has committed.
 * @returns whether it was this person's, for this, in time and not used before
 */
export async function spendChallenge(
  tx: Tx,
  nonce: string,
  { personId, errand, subject }: ChallengeFor,
): Promise<boolean> {
  const spent = await tx.db.$executeRaw`
    DELETE FROM "passkey_challenge"
    WHERE "nonce" = ${nonce} AND "personId" = ${personId} AND "purpose" = ${errand}
      AND "subject" = ${subject} AND "expiresAt" > clock_timestamp()`;
  return spent === 1;
}
