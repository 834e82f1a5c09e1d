import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { type DomainError, Forbidden } from '@/lib/errors';
import { type Tx, write } from '@/lib/log/write';
import { challengeOf } from '@/lib/passkeys/challenge';
import { checkAssertion } from '@/lib/passkeys/check-assertion';
import { passkeyProjection } from '@/lib/passkeys/fold';
import { isStanding, wentBack } from '@/lib/passkeys/rules';
import type { PasskeyRow } from '@/lib/passkeys/schema';
import type { AssertionInput, StoredSignature } from '@/lib/passkeys/signature-schema';
import { type ChallengeFor, spendChallenge } from './challenges';
import { passkeysOf } from './own-passkeys';
import { relyingParty } from './relying-party';

interface Used extends ChallengeFor {
  assertion: AssertionInput;
  /** What the challenge must have been made of. */
  contents: (nonce: string) => object;
  slug: 'step-up-required' | 'passkey-refused';
}

/** A passkey whose counter did not go up: refused like the others, and put on record. */
class CopiedPasskey extends Forbidden {
  constructor(
    slug: Used['slug'],
    readonly mark: { personId: string; payload: Record<string, unknown> & { passkey: string } },
  ) {
    super(
      'The passkey’s counter went back, so there may be a copy of it. Nothing was changed; it signs nothing any more.',
      slug,
    );
  }
}

/** The passkey that an assertion names, as far as it may sign for this person. */
function signerOf(passkeys: PasskeyRow[], credentialId: string): PasskeyRow | string {
  const key = passkeys.find((each) => each.credentialId === credentialId);
  if (!key || key.endedAt !== null) return 'This passkey is none of yours.';
  if (!isStanding(key)) return 'There may be a copy of this passkey, so it signs nothing.';
  return key;
}

/**
 * Takes an assertion for an answer to one question, once, and puts the use on record. The person's
 * stream is held: two answers of one person come one after the other, so counters only go up.
 * @throws Forbidden of the given slug, saying why; {@link recordingCopies} has to stand around it
 */
export async function usePasskey(
  tx: Tx,
  { assertion, contents, slug, ...asked }: Used,
): Promise<StoredSignature> {
  const { nonce, credential } = assertion;
  const refuse = (why: string): DomainError => new Forbidden(`${why} Nothing was changed.`, slug);
  const key = signerOf(await passkeysOf(tx.db, asked.personId), credential.id);
  if (typeof key === 'string') throw refuse(key);
  const { rpId, origin } = relyingParty();
  const { authenticatorData, clientDataJSON, signature } = credential.response;
  const said = { authenticatorData, clientDataJSON, signature };
  const challenge = challengeOf(contents(nonce));
  const checked = await checkAssertion(said, key.publicKey, { challenge, origin, rpId });
  if (checked.fault !== undefined) throw refuse(checked.fault);
  if (!(await spendChallenge(tx, nonce, asked))) {
    throw refuse('What the passkey signed is too old, or was used already.');
  }
  const { errand, subject, personId } = asked;
  const { signCount, backedUp } = checked;
  const about = { passkey: key.id, errand, subject, signCount };
  if (wentBack(key.signCount, signCount)) {
    throw new CopiedPasskey(slug, { personId, payload: { ...about, had: key.signCount } });
  }
  await tx.append(personId, [{ kind: 'person.passkey_used', payload: { ...about, backedUp } }]);
  const { id: passkey, credentialId, publicKey, algorithm } = key;
  return { passkey, credentialId, publicKey, algorithm, ...said, nonce, rpId, origin };
}

/**
 * Runs a verb; a passkey that may have been copied is recorded by itself, for the refused
 * transaction left nothing, and stands no more.
 */
export async function recordingCopies<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CopiedPasskey) {
      const { personId, payload } = error.mark;
      const { idempotency: _refused, ...unkeyed } = ctx;
      await write(unkeyed, async (tx) => {
        await tx.lock(personId);
        const row = await tx.row(passkeyProjection, payload.passkey);
        if (!row || !isStanding(row)) return;
        await tx.append(personId, [{ kind: 'person.passkey_suspected', payload }]);
      });
    }
    throw error;
  }
}
