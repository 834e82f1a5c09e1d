import 'server-only';
import { randomUUID } from 'node:crypto';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Ctx, PersonActor } from '@/lib/access/actor';
import { currentPerson } from '@/lib/access/server/current-actor';

/**
 * Who reads a page, as verbs want it; without a session the way leads to signing in. Looked up once
 * a request, for the frame, the page and its title.
 */
export const pageContext = cache(async (): Promise<Ctx & { actor: PersonActor }> => {
  const actor = await currentPerson();
  if (!actor) redirect('/sign-in');
  return { actor, requestId: randomUUID() };
});
