import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Ctx, PersonActor } from '@/lib/access/actor';
import { currentPerson } from '@/lib/access/server/current-actor';

/** Signing in leads back to the page that was asked for, as a notice's link does. */
async function signInPath(): Promise<string> {
  const path = (await headers()).get('x-path');
  return path === null || path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`;
}

/**
 * Who reads a page, as verbs want it; without a session the way leads to signing in. Looked up once
 * a request, for the frame, the page and its title.
 */
export const pageContext = cache(async (): Promise<Ctx & { actor: PersonActor }> => {
  const actor = await currentPerson();
  if (!actor) redirect(await signInPath());
  return { actor, requestId: randomUUID() };
});
