import { challengeOf } from '@/lib/passkeys/challenge';
import { checkAssertion } from '@/lib/passkeys/check-assertion';
import { decisionContents, type DecisionBound } from '@/lib/passkeys/rules';
import type { StoredSignature } from '@/lib/passkeys/signature-schema';

/** A decision as it stands in the log, with who made it. */
export interface StoredDecision extends Omit<DecisionBound, 'nonce' | 'viewDigest'> {
  viewDigest: string | null;
  signature: StoredSignature;
}

/** A passkey as its enrolment stands in the log. */
export interface EnrolledKey {
  person: string;
  credentialId: string;
  publicKey: string;
  rpId: string;
}

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).hostname : '');

/** Whether a page of this origin may use passkeys of this site: it is the site, or below it. */
const isOfSite = (origin: string, rpId: string): boolean =>
  hostOf(origin) === rpId || hostOf(origin).endsWith(`.${rpId}`);

/**
 * What is wrong with a decision's signature, from the record alone and with no server: the challenge
 * is made again out of what was decided, and the signature checked by the key that the signer had
 * enrolled. Undefined where it holds.
 * @param enrolled the passkey that the signature names, by the signer's own stream
 */
export async function storedSignatureFault(
  { signature, viewDigest, ...decided }: StoredDecision,
  enrolled: EnrolledKey | undefined,
): Promise<string | undefined> {
  if (viewDigest === null) return 'it says nothing of what was shown';
  if (!enrolled || enrolled.person !== decided.person) return 'its passkey is none of the signer’s';
  const isThatKey =
    enrolled.publicKey === signature.publicKey &&
    enrolled.credentialId === signature.credentialId &&
    enrolled.rpId === signature.rpId;
  if (!isThatKey) return 'its key is not the one that was enrolled';
  if (!isOfSite(signature.origin, signature.rpId)) return 'its origin is not of its site';
  const { nonce, origin, rpId } = signature;
  const challenge = challengeOf(decisionContents({ ...decided, viewDigest, nonce }));
  const { fault } = await checkAssertion(signature, signature.publicKey, {
    challenge,
    origin,
    rpId,
  });
  return fault;
}
