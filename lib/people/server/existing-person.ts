import 'server-only';
import { NotFound } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';
import { personProjection } from '@/lib/people/fold';
import type { PersonRow } from '@/lib/people/schema';

/**
 * A person, held until the transaction ends.
 * @throws NotFound
 */
export async function holdPerson(
  tx: Tx,
  personId: string,
): Promise<{ person: PersonRow; now: Date }> {
  const { now } = await tx.lock(personId);
  const person = await tx.row(personProjection, personId);
  if (!person) throw new NotFound('This person');
  return { person, now };
}

/** The person as the transaction has just left them. */
export async function personAfter(tx: Tx, personId: string): Promise<PersonRow> {
  const person = await tx.row(personProjection, personId);
  if (!person) throw new Error('A person was written and is not there.');
  return person;
}
