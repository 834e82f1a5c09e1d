import 'server-only';
import { decode } from 'next-auth/jwt';
import { env } from '@/lib/env';

/** Twelve hours: a shift. The row in `session` is what really ends it. */
export const SESSION_TTL_S = 12 * 60 * 60;

/**
 * The seal on the cookie outlives the row by this: it is dated by the clock of the process that made
 * it, and read by another's, and neither may end a session that the database holds to be open.
 */
export const SEAL_TTL_S = SESSION_TTL_S + 60 * 60;

const isSecure = (): boolean => env().PUBLIC_URL.startsWith('https://');

/** The `__Secure-` prefix makes browsers refuse the cookie over plain HTTP. */
export const sessionCookieName = (): string =>
  `${isSecure() ? '__Secure-' : ''}next-auth.session-token`;

export const sessionCookieOptions = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() }) as const;

const valueOf = (cookieHeader: string, name: string): string | undefined =>
  cookieHeader
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** The session's id that a Cookie header carries, or undefined when it carries none of ours. */
export async function sessionIdOf(cookieHeader: string | null): Promise<string | undefined> {
  const token = cookieHeader ? valueOf(cookieHeader, sessionCookieName()) : undefined;
  if (!token || token.length > 4096) return undefined;
  try {
    const claims = await decode({ token, secret: env().AUTH_SECRET });
    return typeof claims?.sid === 'string' ? claims.sid : undefined;
  } catch {
    // Forged, expired, or sealed under an earlier secret: the same as no cookie.
    return undefined;
  }
}
