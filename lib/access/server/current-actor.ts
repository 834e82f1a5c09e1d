import 'server-only';
import { headers as nextHeaders } from 'next/headers';
import type { Actor, PersonActor } from '@/lib/access/actor';
import { Unauthenticated } from '@/lib/errors';
import { findMachine } from './find-machine';
import { findPerson } from './find-person';
import { findWorkload, isToken } from './find-workload';
import { sessionIdOf } from './session-cookie';

/**
 * Who is asking: the machine whose key or issuer's token is sent, or the person whose session cookie is; null when
 * neither is. In route handlers give the request; in server components leave it out.
 * @throws Unauthenticated for a key or token that does not hold, even beside a good cookie.
 */
export async function currentActor(request?: Request): Promise<Actor | null> {
  const headers = request?.headers ?? (await nextHeaders());
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!key) throw new Unauthenticated('Send the key as "Authorization: Bearer csk_…".');
    return isToken(key) ? findWorkload(key) : findMachine(key);
  }
  const sessionId = await sessionIdOf(headers.get('cookie'));
  return sessionId ? findPerson(sessionId) : null;
}

/** The signed-in person, for pages: a machine's key opens none of them. */
export async function currentPerson(): Promise<PersonActor | null> {
  const headers = await nextHeaders();
  const sessionId = await sessionIdOf(headers.get('cookie'));
  return sessionId ? findPerson(sessionId) : null;
}
