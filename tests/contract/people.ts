import { expect } from 'vitest';
import type { RoleBinding } from '@/lib/access/schema';
import { asPerson, type Call, signIn } from '../support/api';

export interface NewPerson {
  id: string;
  email: string;
  cookie: string;
  call: Call;
}

export const PASSWORD = 'twelve characters and more';
let people = 0;

/** Somebody whom the admin invited, who joined and signed in, all through the interface. */
export async function newPerson(
  url: string,
  admin: Call,
  roles: RoleBinding[],
): Promise<NewPerson> {
  people += 1;
  const email = `person${people}@tests.example`;
  const invited = await admin('POST', '/people', { email, roles });
  expect(invited.status).toBe(201);
  const token = new URL(String(invited.body.link)).hash.slice(1);
  const joined = await fetch(`${url}/api/v1/people/join`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, name: `Person ${people}`, password: PASSWORD }),
  });
  expect(joined.status).toBe(201);
  const { id } = (await joined.json()) as { id: string };
  const cookie = await signIn(url, email, PASSWORD);
  return { id, email, cookie, call: asPerson(url, cookie) };
}

/** Signs out as the browser does, by next-auth's own form. */
export async function signOut(url: string, cookie: string): Promise<void> {
  const form = await fetch(`${url}/api/auth/csrf`, { headers: { Cookie: cookie } });
  const { csrfToken } = (await form.json()) as { csrfToken: string };
  const cookies = form.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
  const response = await fetch(`${url}/api/auth/signout`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Cookie: [cookie, ...cookies].join('; '),
      Origin: url,
    },
    body: new URLSearchParams({ csrfToken, json: 'true' }),
  });
  expect(response.status).toBeLessThan(400);
}
