import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { Forbidden } from '@/lib/errors';
import { write } from '@/lib/log/write';
import { challengeOf } from '@/lib/passkeys/challenge';
import type { PasskeysOut, Question } from '@/lib/passkeys/output';
import { errandContents, isStanding } from '@/lib/passkeys/rules';
import type { AssertionInput } from '@/lib/passkeys/signature-schema';
import { holdPerson } from '@/lib/people/server/existing-person';
import { issueChallenge } from './challenges';
import { demandKeeper, ownPasskey, passkeysOf } from './own-passkeys';
import { requestOptions } from './request-options';
import { showPasskeys } from './show-passkeys';
import { recordingCopies, usePasskey } from './use-passkey';

const contentsFor = (person: string, subject: string) => (nonce: string) =>
  errandContents({ errand: 'remove', person, subject, nonce });

/**
 * What a passkey of one's own is asked before one is taken away; any that may sign, the one to go
 * among them.
 * @throws NotFound; Forbidden `recovery-needed` where none may sign
 */
export async function startRemoval(
  ctx: Ctx,
  { passkeyId }: { passkeyId: string },
): Promise<Question> {
  const { id: personId } = demandKeeper(ctx);
  return write(ctx, async (tx) => {
    await holdPerson(tx, personId);
    await ownPasskey(tx, personId, passkeyId);
    const passkeys = await passkeysOf(tx.db, personId);
    if (!passkeys.some(isStanding)) {
      throw new Forbidden(
        'You have no passkey that may sign, so two admins have to recover yours. Nothing was changed.',
        'recovery-needed',
      );
    }
    const nonce = await issueChallenge(tx, { personId, errand: 'remove', subject: passkeyId });
    const challenge = challengeOf(contentsFor(personId, passkeyId)(nonce));
    return { nonce, options: requestOptions(passkeys, challenge) };
  });
}

/**
 * Takes a passkey away, with a passkey. Never by a password: whoever has learned that could take the
 * last one away and enrol their own.
 * @throws NotFound; Forbidden `passkey-refused`
 */
export async function removePasskey(
  ctx: Ctx,
  { passkeyId, assertion }: { passkeyId: string; assertion: AssertionInput },
): Promise<PasskeysOut> {
  const { id: personId } = demandKeeper(ctx);
  await recordingCopies(ctx, () =>
    write(ctx, async (tx) => {
      await holdPerson(tx, personId);
      await ownPasskey(tx, personId, passkeyId);
      const { passkey: confirmedWith } = await usePasskey(tx, {
        personId,
        errand: 'remove',
        subject: passkeyId,
        assertion,
        contents: contentsFor(personId, passkeyId),
        slug: 'passkey-refused',
      });
      const payload = { passkey: passkeyId, confirmedWith };
      await tx.append(personId, [{ kind: 'person.passkey_removed', payload }]);
      return { removed: passkeyId };
    }),
  );
  return showPasskeys(ctx);
}
