import 'server-only';
import { generateRegistrationOptions } from '@simplewebauthn/server';
import { isoBase64URL, isoUint8Array } from '@simplewebauthn/server/helpers';
import type { Ctx, PersonActor } from '@/lib/access/actor';
import { Conflict, Forbidden } from '@/lib/errors';
import { type Tx, write } from '@/lib/log/write';
import { challengeOf } from '@/lib/passkeys/challenge';
import type { Enrolment, Question } from '@/lib/passkeys/output';
import { type EnrolmentGround, errandContents } from '@/lib/passkeys/rules';
import type { PasskeyRow } from '@/lib/passkeys/schema';
import { confirmPassword } from '@/lib/people/server/confirm-password';
import { holdPerson } from '@/lib/people/server/existing-person';
import { CHALLENGE_TTL_MS, issueChallenge } from './challenges';
import { demandKeeper, groundFor } from './own-passkeys';
import { relyingParty } from './relying-party';
import { requestOptions } from './request-options';

const MOST = 20;

/** EdDSA, ES256 and RS256: what authenticators have, and any auditor’s tools can check. */
export const ALGORITHMS = [-8, -7, -257];

const WHY = {
  suspected: 'There may be a copy of a passkey of yours, and you have no other.',
  'recovery-over': 'The time that two admins gave you to enrol anew is over.',
} as const;

/** @throws Forbidden `recovery-needed`; Conflict `too-many-passkeys` */
export function demandRoom(passkeys: PasskeyRow[], ground: EnrolmentGround): void {
  if (ground.by === 'nothing') {
    throw new Forbidden(
      `${WHY[ground.why]} Ask an admin to open a recovery. Nothing was changed.`,
      'recovery-needed',
    );
  }
  if (passkeys.filter(({ endedAt }) => endedAt === null).length < MOST) return;
  throw new Conflict('too-many-passkeys', `You have ${MOST} passkeys, and more are not kept.`);
}

const creationOptions = (
  { id, name, email }: PersonActor,
  passkeys: PasskeyRow[],
  challenge: string,
) =>
  generateRegistrationOptions({
    rpName: 'Countersign',
    rpID: relyingParty().rpId,
    userID: isoUint8Array.fromUTF8String(id),
    userName: email,
    userDisplayName: name,
    challenge: isoBase64URL.toBuffer(challenge),
    timeout: CHALLENGE_TTL_MS,
    attestationType: 'none',
    excludeCredentials: passkeys
      .filter(({ endedAt }) => endedAt === null)
      .map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });

async function askToConfirm(
  tx: Tx,
  { id: personId, sessionId }: PersonActor,
  passkeys: PasskeyRow[],
): Promise<Question> {
  const about = { personId, errand: 'confirm', subject: sessionId } as const;
  const nonce = await issueChallenge(tx, about);
  const contents = errandContents({
    errand: 'confirm',
    person: personId,
    subject: sessionId,
    nonce,
  });
  return { nonce, options: requestOptions(passkeys, challengeOf(contents)) };
}

/**
 * Begins to enrol a passkey, for who has just given their password. What it hands out holds for this
 * session, two minutes, once; whoever has a passkey answers with that one, too.
 * @throws Forbidden, `wrong-password`, `recovery-needed`; Conflict `too-many-passkeys`
 */
export async function startEnrolment(
  ctx: Ctx,
  { password }: { password: string },
): Promise<Enrolment> {
  const actor = demandKeeper(ctx);
  await confirmPassword(actor.id, password);
  return write(ctx, async (tx) => {
    const { now } = await holdPerson(tx, actor.id);
    const { passkeys, ground } = await groundFor(tx.db, actor.id, now);
    demandRoom(passkeys, ground);
    const about = { personId: actor.id, errand: 'enrol', subject: actor.sessionId } as const;
    const nonce = await issueChallenge(tx, about);
    const { personId: person, errand, subject } = about;
    const challenge = challengeOf(errandContents({ errand, person, subject, nonce }));
    return {
      nonce,
      options: { ...(await creationOptions(actor, passkeys, challenge)) },
      confirmation: ground.by === 'passkey' ? await askToConfirm(tx, actor, passkeys) : null,
    };
  });
}
