import 'server-only';
import type { AuthOptions } from 'next-auth';
import { encode } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import { ANYONE, type Ctx } from '@/lib/access/actor';
import { env } from '@/lib/env';
import { log } from '@/lib/logger';
import { findPerson } from './find-person';
import {
  SEAL_TTL_S,
  SESSION_TTL_S,
  sessionCookieName,
  sessionCookieOptions,
} from './session-cookie';

/** What opens and closes sessions; people's verbs, handed in, since access knows none of them. */
export interface SessionVerbs {
  signIn: (
    ctx: Ctx,
    given: { email: string; password: string },
    userAgent: string | null,
  ) => Promise<{ sessionId: string } | null>;
  signOut: (ctx: Ctx, sessionId: string) => Promise<void>;
}

/**
 * next-auth, holding nothing but the id of a session whose row is ours: the cookie cannot outlive
 * the row, and says neither who someone is nor what they may.
 */
export function authOptions(
  verbs: SessionVerbs,
  { requestId, userAgent }: { requestId: string; userAgent: string | null },
): AuthOptions {
  const ctx: Ctx = { actor: ANYONE, requestId };
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_TTL_S },
    jwt: { encode: (sealed) => encode({ ...sealed, maxAge: SEAL_TTL_S }) },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    useSecureCookies: sessionCookieOptions().secure,
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    providers: [
      CredentialsProvider({
        name: 'e-mail and password',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (given) => {
          const { email = '', password = '' } = given ?? {};
          const session = await verbs.signIn(ctx, { email, password }, userAgent);
          return session && { id: session.sessionId };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      session: async ({ session, token }) => {
        const person = typeof token.sid === 'string' ? await findPerson(token.sid) : null;
        if (!person) return { expires: new Date(0).toISOString() };
        return { expires: session.expires, user: { name: person.name, email: person.email } };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === 'string') await verbs.signOut(ctx, token.sid);
      },
    },
    logger: {
      error: (code, metadata) => {
        const err = metadata instanceof Error ? metadata : metadata.error;
        log().error({ code, err, requestId }, 'signing in or out met an error');
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}
