import type { PersonActor } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { agreeLift, askLift } from '@/lib/freeze/server/lift-freeze';
import { setFreeze } from '@/lib/freeze/server/set-freeze';
import { as } from './actors';

export const freezeAs = (person: PersonActor, service = '*') =>
  setFreeze(as(person), { service, reason: 'It got out of hand.' });

/** Lifts every freeze that stands, by two people. */
export async function liftAll(first: PersonActor, second: PersonActor): Promise<void> {
  for (const { id } of await db().freeze.findMany({ where: { state: 'active' } })) {
    const asked = await askLift(as(first), { freezeId: id, reason: 'It is quiet again.' });
    await agreeLift(as(second), { freezeId: id, requestId: asked.liftRequest?.id ?? '' });
  }
}
