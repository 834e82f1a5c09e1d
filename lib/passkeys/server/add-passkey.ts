import 'server-only';
import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { cose, decodeCredentialPublicKey, isoBase64URL } from '@simplewebauthn/server/helpers';
import type { Ctx, PersonActor } from '@/lib/access/actor';
import { Conflict, Forbidden } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { type Tx, write } from '@/lib/log/write';
import { challengeOf } from '@/lib/passkeys/challenge';
import { passkeyProjection } from '@/lib/passkeys/fold';
import { type PasskeyOut, transport } from '@/lib/passkeys/output';
import { errandContents } from '@/lib/passkeys/rules';
import type { AddPasskeyInput, AttestationInput } from '@/lib/passkeys/schema';
import { holdPerson } from '@/lib/people/server/existing-person';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';
import { spendChallenge } from './challenges';
import { demandKeeper, groundFor } from './own-passkeys';
import { relyingParty } from './relying-party';
import { showPasskey } from './show-passkeys';
import { ALGORITHMS, demandRoom } from './start-enrolment';
import { recordingCopies, usePasskey } from './use-passkey';

const refused = (why: string) => new Forbidden(`${why} No passkey was added.`, 'passkey-refused');

/** What the authenticator made, once it is known to answer this very question. */
async function madeBy({ nonce, credential }: AttestationInput, { id, sessionId }: PersonActor) {
  const { rpId, origin } = relyingParty();
  const asked = { errand: 'enrol', person: id, subject: sessionId, nonce } as const;
  const { transports, ...response } = credential.response;
  const known = transport.array().safeParse(transports);
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id: credential.id,
        rawId: credential.rawId,
        type: credential.type,
        clientExtensionResults: {},
        response: {
          clientDataJSON: response.clientDataJSON,
          attestationObject: response.attestationObject,
        },
      },
      expectedChallenge: challengeOf(errandContents(asked)),
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) throw new Error('It does not hold.');
    const { credential: made, aaguid, credentialDeviceType, credentialBackedUp } = registrationInfo;
    return {
      credentialId: made.id,
      publicKey: isoBase64URL.fromBuffer(made.publicKey),
      algorithm: Number(decodeCredentialPublicKey(made.publicKey).get(cose.COSEKEYS.alg)),
      rpId,
      transports: known.data ?? [],
      aaguid,
      signCount: made.counter,
      backupEligible: credentialDeviceType === 'multiDevice',
      backedUp: credentialBackedUp,
    };
  } catch {
    // The library says no by throwing, in words for whoever wrote the call.
    throw refused(
      'What the authenticator answered does not hold: another site, another session, nobody verified, or no passkey at all.',
    );
  }
}

async function demandUnknown(tx: Tx, credentialId: string): Promise<void> {
  const found = await tx.db.passkey.findUnique({ where: { credentialId }, select: { id: true } });
  if (!found) return;
  throw new Conflict('passkey-known', 'This passkey is enrolled already. Nothing was changed.');
}

/**
 * Enrols a passkey: by the right that the password gave where there was none, with another passkey
 * of one's own, or by two admins' leave, which is then used up.
 * @throws Forbidden `passkey-refused`, `passkey-needed`, `recovery-needed`; Conflict
 * `passkey-known`, `too-many-passkeys`
 */
export async function addPasskey(
  ctx: Ctx,
  { name, attestation, assertion }: AddPasskeyInput,
): Promise<PasskeyOut> {
  const actor = demandKeeper(ctx);
  const { id: personId, sessionId: subject } = actor;
  const hidden = maskSecrets(name);
  const made = await madeBy(attestation, actor);
  const adding = async (tx: Tx) => {
    const { now } = await holdPerson(tx, personId);
    const { passkeys, ground } = await groundFor(tx.db, personId, now);
    demandRoom(passkeys, ground);
    if (ground.by === 'passkey') {
      if (!assertion) {
        throw new Forbidden('A passkey that you have must agree.', 'passkey-needed');
      }
      const errand = 'confirm' as const;
      const contents = (nonce: string) =>
        errandContents({ errand, person: personId, subject, nonce });
      const slug = 'passkey-refused' as const;
      await usePasskey(tx, { personId, errand, subject, assertion, contents, slug });
    }
    if (!(await spendChallenge(tx, attestation.nonce, { personId, errand: 'enrol', subject }))) {
      throw refused('This was begun too long ago, in another session, or is done already.');
    }
    await demandUnknown(tx, made.credentialId);
    const id = newId('pky');
    const recovery = ground.by === 'recovery' ? ground.recovery : null;
    const right = { by: ground.by, recovery };
    const payload = { passkey: id, ...made, name: hidden.value, ...maskedCount(hidden), ...right };
    await tx.append(personId, [{ kind: 'person.passkey_added', payload }]);
    const row = await tx.row(passkeyProjection, id);
    if (!row) throw new Error('A passkey was written and is not there.');
    return showPasskey(row);
  };
  return recordingCopies(ctx, () => write(ctx, adding));
}
