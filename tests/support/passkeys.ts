import type { PersonActor } from '@/lib/access/actor';
import type { RoleBinding } from '@/lib/access/schema';
import { hashPassword } from '@/lib/access/server/password';
import { decisionView } from '@/lib/actions/decision-view';
import type { ActionOut } from '@/lib/actions/output';
import { assertionOptions } from '@/lib/actions/server/assertion-options';
import { decideAction } from '@/lib/actions/server/decide-action';
import { db } from '@/lib/db/client';
import { digestOf } from '@/lib/log/canonical';
import type { PasskeyOut } from '@/lib/passkeys/output';
import { addPasskey } from '@/lib/passkeys/server/add-passkey';
import { startEnrolment } from '@/lib/passkeys/server/start-enrolment';
import { as, makePerson } from './actors';
import { type Answering, Authenticator } from './authenticator';

export const PASSWORD = 'correct horse battery';
const hash = hashPassword(PASSWORD);

/** Somebody who joined with {@link PASSWORD}. */
export async function makeKeeper(name: string, roles: RoleBinding[]): Promise<PersonActor> {
  const person = await makePerson(name, roles);
  await db().credential.create({ data: { personId: person.id, passwordHash: await hash } });
  return person;
}

/** Enrols a passkey as a browser does; with another one of theirs where they have one. */
export async function enrol(
  person: PersonActor,
  options: { name?: string; key?: Authenticator; confirmWith?: Authenticator } & Answering = {},
): Promise<{ key: Authenticator; passkey: PasskeyOut }> {
  const { name = 'Phone', key = new Authenticator(), confirmWith, ...answering } = options;
  const begun = await startEnrolment(as(person), { password: PASSWORD });
  const { confirmation } = begun;
  const passkey = await addPasskey(as(person), {
    name,
    attestation: key.attest(begun, answering),
    ...(confirmWith && confirmation ? { assertion: confirmWith.assert(confirmation) } : {}),
  });
  return { key, passkey };
}

type Bound = {
  decision: 'approve' | 'reject';
  version: number;
  digest: string;
  viewDigest: string;
};

/** What a page shows of an action as it was read. */
export const viewOf = (action: ActionOut): string => digestOf(decisionView(action));

/** What is decided of an action as it stands. */
export const boundTo = (action: ActionOut, more: Partial<Bound> = {}): Bound => {
  const { version, digest } = action;
  return { decision: 'approve', version, digest, viewDigest: viewOf(action), ...more };
};

/** Approves by passkey, as the decision page does. */
export async function signWith(
  key: Authenticator,
  by: PersonActor,
  action: ActionOut,
  answering: Answering = {},
): Promise<ActionOut> {
  const bound = boundTo(action);
  const asked = await assertionOptions(as(by), { actionId: action.id, ...bound });
  const assertion = key.assert(asked, answering);
  return decideAction(as(by), { actionId: action.id, ...bound, assertion });
}
