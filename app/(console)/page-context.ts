import 'server-only';
import { randomUUID } from 'node:crypto';
import { redirect } from 'next/navigation';
import type { Ctx, PersonActor } from '@/lib/access/actor';
import { currentPerson } from '@/lib/access/server/current-actor';

/** Who reads a page, as verbs want it; without a session the way leads to signing in. */
export async function pageContext(): Promise<Ctx & { actor: PersonActor }> {
  const actor = await currentPerson();
  if (!actor) redirect('/sign-in');
  return { actor, requestId: randomUUID() };
}
