/**
 * Ends the session at next-auth's own endpoints, which want their token against forged requests,
 * and leaves for the sign-in page with nothing of this person's left in memory.
 */
export async function signOut(): Promise<void> {
  const answer = await fetch('/api/auth/csrf', { cache: 'no-store' });
  const { csrfToken }: { csrfToken: string } = await answer.json();
  const body = new URLSearchParams({ csrfToken, callbackUrl: '/sign-in', json: 'true' });
  const response = await fetch('/api/auth/signout', { method: 'POST', body });
  if (!response.ok) throw new Error(`Signing out was refused with ${response.status}.`);
  window.location.assign('/sign-in');
}
