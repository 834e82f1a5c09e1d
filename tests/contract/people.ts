import { expect } from 'vitest';
import type { RoleBinding } from '@/lib/access/schema';
import { asPerson, type Call, expectProblem, signIn } from '../support/api';

export interface NewPerson {
  id: string;
  email: string;
  cookie: string;
  call: Call;
}

export const PASSWORD = 'twelve characters and more';
let people = 0;
/** Whoever can agree once admins act in twos, by the address of their installation. */
const secondAdmins = new Map<string, Call>();

/** Invites as one admin where that suffices, and as two where it takes two. */
async function invite(url: string, admin: Call, wanted: { email: string; roles: RoleBinding[] }) {
  const alone = await admin('POST', '/people', wanted);
  const second = secondAdmins.get(url);
  if (alone.status !== 409 || !second) return alone;
  expectProblem(alone, 409, 'second-admin-needed');
  const change = { kind: 'invite', ...wanted, reason: 'For the test.' };
  const proposed = await admin('POST', '/people/changes', change);
  return second('POST', `/people/changes/${String(proposed.body.id)}/agree`);
}

/** Somebody whom the admin invited, who joined and signed in, all through the interface. */
export async function newPerson(
  url: string,
  admin: Call,
  roles: RoleBinding[],
): Promise<NewPerson> {
  people += 1;
  const email = `person${people}@tests.example`;
  const invited = await invite(url, admin, { email, roles });
  expect(invited.status).toBeLessThan(300);
  const token = new URL(String(invited.body.link)).hash.slice(1);
  const joined = await fetch(`${url}/api/v1/people/join`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, name: `Person ${people}`, password: PASSWORD }),
  });
  expect(joined.status).toBe(201);
  const { id } = (await joined.json()) as { id: string };
  const cookie = await signIn(url, email, PASSWORD);
  const call = asPerson(url, cookie);
  if (roles.some((each) => each.role === 'admin' && each.service === '*' && !each.environments)) {
    secondAdmins.set(url, call);
  }
  return { id, email, cookie, call };
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
