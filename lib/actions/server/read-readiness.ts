import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { readableServices } from '@/lib/access/permissions';
import type { HeldRole } from '@/lib/access/schema';
import { coSigningRoles } from '@/lib/actions/server/signing-roles';
import { db } from '@/lib/db/client';
import { parseRows } from '@/lib/log/rows';
import { passkeyProjection } from '@/lib/passkeys/fold';
import type { Readiness } from '@/lib/passkeys/output';
import { isStanding } from '@/lib/passkeys/rules';
import { relyingParty } from '@/lib/passkeys/server/relying-party';
import { personProjection } from '@/lib/people/fold';
import { strictestStepUp } from '@/lib/policies/rules';
import { APPROVER } from '@/lib/policies/signing';
import { policyInForce } from '@/lib/policies/server/policy-in-force';

/** On which services somebody signs, of those that the reader may know of. */
const signsOn = (
  held: readonly HeldRole[],
  signing: readonly string[],
  readable: '*' | string[],
): string[] => {
  const names = held.filter(({ role }) => signing.includes(role)).map(({ service }) => service);
  return [...new Set(names)].filter(
    (service) => service === '*' || readable === '*' || readable.includes(service),
  );
};

/**
 * Which of those who sign have no passkey that may sign, before anything asks them for one. Whoever signs
 * only where the reader may not look is left out.
 */
export async function readReadiness({ actor }: Ctx): Promise<Readiness> {
  demand(actor, 'passkey.readiness', {}, 'This list');
  const signing = [APPROVER, ...(await coSigningRoles())];
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "person" WHERE "status" = 'active' AND EXISTS (
      SELECT FROM jsonb_array_elements("roles") AS held WHERE held->>'role' = ANY(${signing}))
    ORDER BY "name", "id" LIMIT 1000`;
  const ids = found.map(({ id }) => id);
  const where = { in: ids };
  const people = parseRows(personProjection, await db().person.findMany({ where: { id: where } }));
  const passkeys = parseRows(
    passkeyProjection,
    await db().passkey.findMany({ where: { personId: where, endedAt: null } }),
  ).filter(({ rpId }) => rpId === relyingParty().rpId);
  const readable = readableServices(actor);
  const approvers = ids.flatMap((id) => {
    const person = people.find((each) => each.id === id);
    const services = person ? signsOn(person.roles, signing, readable) : [];
    if (!person || services.length === 0) return [];
    const own = passkeys.filter(({ personId }) => personId === id);
    const isSuspected = own.length > 0;
    return [{ id, name: person.name, services, isSuspected, isReady: own.some(isStanding) }];
  });
  return {
    asksFrom: strictestStepUp((await policyInForce()).document),
    approvers: approvers.length,
    lacking: approvers
      .filter(({ isReady }) => !isReady)
      .map(({ isReady: _not, ...person }) => person),
  };
}
