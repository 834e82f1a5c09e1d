import 'server-only';
import { z } from 'zod';
import { reasonInput } from '@/lib/agents/schema';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam } from '@/lib/http/page';
import { madeId, pageOf } from '@/lib/log/schema';
import { agreedChange, personChangeRow, proposeChangeInput } from '@/lib/people/schema-change';
import { agreeChange, declineChange } from './decide-change';
import { listChanges } from './list-changes';
import { proposeChange } from './propose-change';

const tags = ['people'];
const params = z.object({ id: z.string() });

export const listChangesEndpoint = endpoint({
  method: 'GET',
  path: '/people/changes',
  summary: 'List changes of people that take two admins, newest first',
  tags,
  permission: 'person.read',
  query: z.object({ limit: limitParam, cursor: cursorParam(madeId) }),
  response: pageOf(personChangeRow).extend({ takesTwo: z.boolean() }),
  problems: [],
  run: (ctx, { query }) => listChanges(ctx, query),
});

export const proposeChangeEndpoint = endpoint({
  method: 'POST',
  path: '/people/changes',
  summary: 'Propose a change of people, to which a second admin has to agree',
  description:
    'Once two admins have been, these take both: inviting somebody; giving a role that steers, signs or administers; and enabling, or resetting the password of, whoever holds one. Taking away never does. A role counts for what is proposed after it was given, and after its holder joined, was enabled or had their password reset.',
  tags,
  permission: 'person.manage',
  body: proposeChangeInput,
  status: 201,
  response: personChangeRow,
  problems: ['not-found', 'already-joined', 'one-admin-suffices'],
  run: (ctx, { body }) => proposeChange(ctx, body),
});

export const agreeChangeEndpoint = endpoint({
  method: 'POST',
  path: '/people/changes/{id}/agree',
  summary: 'Agree, as another admin, which makes the change',
  description: 'The link of an invitation or a reset is shown this once, to who agrees.',
  tags,
  permission: 'person.manage',
  params,
  response: agreedChange,
  secret: ['link'],
  problems: [
    'not-found',
    'second-person',
    'not-eligible',
    'already-decided',
    'expired',
    'already-joined',
    'not-disabled',
    'never-joined',
    'disabled',
    'last-admin',
  ],
  run: (ctx, { params: { id } }) => agreeChange(ctx, { changeId: id }),
});

export const declineChangeEndpoint = endpoint({
  method: 'POST',
  path: '/people/changes/{id}/decline',
  summary: 'Say no to a change, or take one’s own back',
  tags,
  permission: 'person.manage',
  params,
  body: reasonInput,
  response: personChangeRow,
  problems: ['not-found', 'not-eligible', 'already-decided', 'expired'],
  run: (ctx, { params: { id }, body }) => declineChange(ctx, { changeId: id, ...body }),
});
