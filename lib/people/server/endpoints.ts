import 'server-only';
import { z } from 'zod';
import { Forbidden } from '@/lib/errors';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam } from '@/lib/http/page';
import { reasonInput } from '@/lib/agents/schema';
import { madeId, pageOf } from '@/lib/log/schema';
import {
  changePasswordInput,
  changeRolesInput,
  invitePersonInput,
  joinInput,
  me,
  oneTimeLink,
  personRow,
  resetPasswordInput,
  sessionsEnded,
} from '@/lib/people/schema';
import { changePassword } from './change-password';
import { changeRoles } from './change-roles';
import { disablePerson, enablePerson } from './disable-person';
import { invitePerson } from './invite-person';
import { issueReset } from './issue-reset';
import { join } from './join';
import { listPeople } from './list-people';
import { resetPassword } from './reset-password';

const tags = ['people'];
const params = z.object({ id: z.string() });

export const listPeopleEndpoint = endpoint({
  method: 'GET',
  path: '/people',
  summary: 'List people, newest first',
  tags,
  permission: 'person.read',
  query: z.object({ limit: limitParam, cursor: cursorParam(madeId) }),
  response: pageOf(personRow),
  problems: [],
  run: (ctx, { query }) => listPeople(ctx, query),
});

export const invitePersonEndpoint = endpoint({
  method: 'POST',
  path: '/people',
  summary: 'Invite someone; the link is shown this once',
  tags,
  permission: 'person.manage',
  body: invitePersonInput,
  status: 201,
  response: oneTimeLink,
  secret: ['link'],
  problems: ['already-joined', 'second-admin-needed'],
  run: (ctx, { body }) => invitePerson(ctx, body),
});

export const joinEndpoint = endpoint({
  method: 'POST',
  path: '/people/join',
  summary: 'Take up an invitation with its token, a name and a password',
  tags,
  permission: 'public',
  body: joinInput,
  status: 201,
  response: me,
  problems: ['not-found', 'invitation-used', 'invitation-expired'],
  run: async (ctx, { body }) => me.parse(await join(ctx, body)),
});

export const readMeEndpoint = endpoint({
  method: 'GET',
  path: '/people/me',
  summary: 'Who is signed in, with their roles as they are now',
  tags,
  permission: 'signed-in',
  response: me,
  problems: [],
  run: async ({ actor }) => {
    if (actor.type !== 'person') throw new Forbidden('A machine’s key signs no person in.');
    return me.parse(actor);
  },
});

/** A PUT, since an Idempotency-Key would keep a hash of both passwords for a day. */
export const changePasswordEndpoint = endpoint({
  method: 'PUT',
  path: '/people/me/password',
  summary: 'Change one’s own password, which ends every other session of one’s own',
  tags,
  permission: 'person.change_password',
  body: changePasswordInput,
  response: sessionsEnded,
  problems: ['wrong-password'],
  run: (ctx, { body }) => changePassword(ctx, body),
});

export const issueResetEndpoint = endpoint({
  method: 'POST',
  path: '/people/{id}/reset',
  summary: 'Give someone a link by which they choose a new password; it is shown this once',
  tags,
  permission: 'person.manage',
  params,
  status: 201,
  response: oneTimeLink,
  secret: ['link'],
  problems: ['not-found', 'never-joined', 'disabled', 'second-admin-needed'],
  run: (ctx, { params: { id } }) => issueReset(ctx, { personId: id }),
});

export const resetPasswordEndpoint = endpoint({
  method: 'POST',
  path: '/people/reset',
  summary: 'Choose a new password by the token of a reset link, which ends every session',
  tags,
  permission: 'public',
  body: resetPasswordInput,
  response: me,
  problems: ['not-found', 'reset-used', 'reset-expired'],
  run: async (ctx, { body }) => me.parse(await resetPassword(ctx, body)),
});

export const changeRolesEndpoint = endpoint({
  method: 'PUT',
  path: '/people/{id}/roles',
  summary: 'Give a person other roles',
  description:
    'A role without `environments` holds in all of them, those yet to come among them. What is held is listed with since when: where that differs between environments, one role and service stand there in parts.',
  tags,
  permission: 'person.manage',
  params,
  body: changeRolesInput,
  response: personRow,
  problems: ['not-found', 'last-admin', 'second-admin-needed'],
  run: (ctx, { params: { id }, body: { roles } }) => changeRoles(ctx, { personId: id, roles }),
});

const standing = { tags, permission: 'person.manage', params, body: reasonInput } as const;

export const disablePersonEndpoint = endpoint({
  ...standing,
  method: 'POST',
  path: '/people/{id}/disable',
  summary: 'Shut a person out and end their sessions',
  response: personRow,
  problems: ['not-found', 'already-disabled', 'last-admin'],
  run: (ctx, { params: { id }, body }) => disablePerson(ctx, { personId: id, ...body }),
});

export const enablePersonEndpoint = endpoint({
  ...standing,
  method: 'POST',
  path: '/people/{id}/enable',
  summary: 'Let a disabled person in again',
  response: personRow,
  problems: ['not-found', 'not-disabled', 'never-joined', 'second-admin-needed'],
  run: (ctx, { params: { id }, body }) => enablePerson(ctx, { personId: id, ...body }),
});
