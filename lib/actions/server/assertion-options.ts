import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { demandSignable } from '@/lib/actions/rules';
import type { AssertionOptionsInput } from '@/lib/actions/decision-input';
import { findAction } from '@/lib/actions/server/hold-action';
import { weighAction } from '@/lib/actions/server/weigh-action';
import { Forbidden, NotFound } from '@/lib/errors';
import { investigationProjection } from '@/lib/investigations/fold';
import { write } from '@/lib/log/write';
import { challengeOf } from '@/lib/passkeys/challenge';
import type { Question } from '@/lib/passkeys/output';
import { decisionContents, isStanding } from '@/lib/passkeys/rules';
import { issueChallenge } from '@/lib/passkeys/server/challenges';
import { passkeysOf } from '@/lib/passkeys/server/own-passkeys';
import { requestOptions } from '@/lib/passkeys/server/request-options';
import { stricterRequirements } from '@/lib/policies/asked';
import { holdPerson } from '@/lib/people/server/existing-person';

/**
 * What a passkey of one's own is asked for a decision. The challenge is made of the decision itself,
 * so that the answer is good for nothing else; the nonce goes back with it, once, within two minutes.
 * @throws NotFound; Forbidden `step-up-required` where one has no passkey; Conflict as deciding does
 */
export async function assertionOptions(
  ctx: Ctx,
  { actionId, ...asked }: AssertionOptionsInput & { actionId: string },
): Promise<Question> {
  const { actor } = ctx;
  if (!isPerson(actor)) throw new Forbidden('Only a person can sign this.');
  return write(ctx, async (tx) => {
    const action = await findAction(tx.db, actor, actionId);
    const { person, now } = await holdPerson(tx, actor.id);
    const passkeys = await passkeysOf(tx.db, person.id);
    const investigation = await tx.row(investigationProjection, action.investigationId);
    if (!investigation) throw new NotFound('This action');
    const { ruling } = await weighAction(tx, investigation, action.contents);
    const { requirements: bound } = action.contents;
    const requirements = stricterRequirements(bound, ruling.terms.requirements);
    demandSignable({ row: action, person, now, requirements }, asked);
    if (!passkeys.some(isStanding)) {
      throw new Forbidden(
        'You have no passkey that may sign. Enrol one in your account’s settings; nothing was signed.',
        'step-up-required',
      );
    }
    const about = { personId: person.id, errand: 'decide', subject: actionId } as const;
    const nonce = await issueChallenge(tx, about);
    const contents = decisionContents({ person: person.id, action: actionId, ...asked, nonce });
    return { nonce, options: requestOptions(passkeys, challengeOf(contents)) };
  });
}
