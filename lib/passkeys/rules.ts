import type { Errand, PasskeyRow, RecoveryRow } from '@/lib/passkeys/schema';
import type { StoredSignature } from '@/lib/passkeys/signature-schema';

/** Everything that a signature on a decision is a signature on. */
export interface DecisionBound {
  /** The person's id. */
  person: string;
  action: string;
  version: number;
  /** Lowercase hex, as the action has it. */
  digest: string;
  /** Lowercase hex of what the page showed. */
  viewDigest: string;
  decision: 'approve' | 'reject';
  /** The server's, used once. */
  nonce: string;
}

/**
 * What a decision's challenge is the SHA-256 of, in its RFC 8785 form. The domain keeps it apart
 * from every other use of a passkey here: no answer to one question answers another.
 */
export const decisionContents = (bound: DecisionBound) => ({
  domain: 'countersign/passkey/decide/1',
  person: bound.person,
  action: bound.action,
  version: bound.version,
  digest: bound.digest,
  viewDigest: bound.viewDigest,
  decision: bound.decision,
  nonce: bound.nonce,
});

export interface ErrandBound {
  errand: Exclude<Errand, 'decide'>;
  person: string;
  /** What it is about: the passkey to be removed, or the session that enrols. */
  subject: string;
  nonce: string;
}

/** The same for every other errand. */
export const errandContents = ({ errand, person, subject, nonce }: ErrandBound) => ({
  domain: `countersign/passkey/${errand}/1`,
  person,
  subject,
  nonce,
});

/** What was asked for, and what an answer must therefore say. */
export interface Expected {
  /** Base64url. */
  challenge: string;
  origin: string;
  rpId: string;
}

/** What an authenticator and its browser say of themselves, once read. */
export interface Said {
  type: string;
  challenge: string;
  origin: string;
  crossOrigin: boolean;
  /** Whether it was made for the site of `rpId`. */
  isOfSite: boolean;
  isPresent: boolean;
  isVerified: boolean;
}

/** Why an assertion answers no question of ours, in a sentence; undefined where it answers this one. */
export function assertionFault(said: Said, expected: Expected): string | undefined {
  if (said.type !== 'webauthn.get') return 'It is no signature by a passkey.';
  if (said.origin !== expected.origin || said.crossOrigin || !said.isOfSite) {
    return 'It was made on another site than this.';
  }
  if (said.challenge !== expected.challenge) {
    return 'It was made for something else than what is being decided here.';
  }
  if (!said.isPresent) return 'Nobody touched the passkey.';
  return said.isVerified
    ? undefined
    : 'The passkey did not check who you are, by fingerprint, face or PIN.';
}

/**
 * Whether a counter did not go up where it must (WebAuthn 3, 6.1.1): then there may be a copy.
 * Passkeys that are kept in step between devices count nothing, and stay at zero.
 */
export const wentBack = (had: number, now: number): boolean => (had > 0 || now > 0) && now <= had;

/** Whether a passkey may sign. */
export const isStanding = ({
  endedAt,
  suspectedAt,
}: Pick<PasskeyRow, 'endedAt' | 'suspectedAt'>): boolean =>
  endedAt === null && suspectedAt === null;

/**
 * Whether a signature is there and its passkey was not given up for lost or copied since. One that
 * its owner removed later has signed all the same.
 */
export const isProven = (
  { signature }: { signature: StoredSignature | null },
  discredited: ReadonlySet<string>,
): boolean => signature !== null && !discredited.has(signature.passkey);

/** What gives somebody the right to enrol a passkey now, beside their password. */
export type EnrolmentGround =
  | { by: 'first' }
  | { by: 'passkey' }
  | { by: 'recovery'; recovery: string; until: string }
  /** Nothing does: two admins have to. */
  | { by: 'nothing'; why: 'suspected' | 'recovery-over' };

/**
 * A password alone enrols only where there is nothing to protect yet: else whoever has learned it
 * could add a passkey of their own, and a passkey would be worth no more than the password.
 * @param latest the person's latest recovery that two admins gave, if ever
 */
export function enrolmentGround(
  passkeys: Pick<PasskeyRow, 'endedAt' | 'suspectedAt'>[],
  latest: Pick<RecoveryRow, 'id' | 'state' | 'enrolUntil'> | undefined,
  now: Date,
): EnrolmentGround {
  if (passkeys.some(isStanding)) return { by: 'passkey' };
  if (latest?.state === 'confirmed' && latest.enrolUntil !== null) {
    const isOver = Date.parse(latest.enrolUntil) <= now.getTime();
    if (isOver) return { by: 'nothing', why: 'recovery-over' };
    return { by: 'recovery', recovery: latest.id, until: latest.enrolUntil };
  }
  const isEmpty = passkeys.every(({ endedAt }) => endedAt !== null);
  return isEmpty ? { by: 'first' } : { by: 'nothing', why: 'suspected' };
}
