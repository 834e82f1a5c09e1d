import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam } from '@/lib/http/page';
import { madeId, pageOf } from '@/lib/log/schema';
import { enrolment, passkeyOut, passkeysOut, question, recoveryOut } from '@/lib/passkeys/output';
import {
  addPasskeyInput,
  openRecoveryInput,
  removePasskeyInput,
  renamePasskeyInput,
  startEnrolmentInput,
} from '@/lib/passkeys/schema';
import { addPasskey } from './add-passkey';
import { confirmRecovery, withdrawRecovery } from './confirm-recovery';
import { listRecoveries } from './list-recoveries';
import { openRecovery } from './open-recovery';
import { removePasskey, startRemoval } from './remove-passkey';
import { renamePasskey } from './rename-passkey';
import { showPasskeys } from './show-passkeys';
import { startEnrolment } from './start-enrolment';

const tags = ['passkeys'];
const params = z.object({ id: z.string() });

export const showPasskeysEndpoint = endpoint({
  method: 'GET',
  path: '/people/me/passkeys',
  summary: 'One’s own passkeys, and what it takes to add one',
  tags,
  permission: 'passkey.own',
  response: passkeysOut,
  problems: [],
  run: (ctx) => showPasskeys(ctx),
});

/** A PUT, since an Idempotency-Key would keep a hash of the password for a day. */
export const startEnrolmentEndpoint = endpoint({
  method: 'PUT',
  path: '/people/me/passkeys/enrolment',
  summary: 'Begin to enrol a passkey, with one’s password',
  description:
    'The answer is for `navigator.credentials.create`, in this session, within two minutes. Whoever has a passkey answers `confirmation` with it first.',
  tags,
  permission: 'passkey.own',
  body: startEnrolmentInput,
  response: enrolment,
  problems: ['wrong-password', 'recovery-needed', 'too-many-passkeys'],
  run: (ctx, { body }) => startEnrolment(ctx, body),
});

export const addPasskeyEndpoint = endpoint({
  method: 'POST',
  path: '/people/me/passkeys',
  summary: 'Enrol the passkey that was begun',
  tags,
  permission: 'passkey.own',
  body: addPasskeyInput,
  status: 201,
  response: passkeyOut,
  problems: [
    'passkey-refused',
    'passkey-needed',
    'recovery-needed',
    'passkey-known',
    'too-many-passkeys',
  ],
  run: (ctx, { body }) => addPasskey(ctx, body),
});

export const renamePasskeyEndpoint = endpoint({
  method: 'PATCH',
  path: '/people/me/passkeys/{id}',
  summary: 'Rename a passkey of one’s own',
  tags,
  permission: 'passkey.own',
  params,
  body: renamePasskeyInput,
  response: passkeyOut,
  problems: ['not-found'],
  run: (ctx, { params: { id }, body }) => renamePasskey(ctx, { passkeyId: id, ...body }),
});

export const startRemovalEndpoint = endpoint({
  method: 'POST',
  path: '/people/me/passkeys/{id}/removal-options',
  summary: 'What a passkey of one’s own is asked before this one is removed',
  tags,
  permission: 'passkey.own',
  params,
  response: question,
  problems: ['not-found', 'recovery-needed'],
  run: (ctx, { params: { id } }) => startRemoval(ctx, { passkeyId: id }),
});

export const removePasskeyEndpoint = endpoint({
  method: 'POST',
  path: '/people/me/passkeys/{id}/remove',
  summary: 'Remove a passkey of one’s own, with a passkey of one’s own',
  tags,
  permission: 'passkey.own',
  params,
  body: removePasskeyInput,
  response: passkeysOut,
  problems: ['not-found', 'passkey-refused'],
  run: (ctx, { params: { id }, body }) => removePasskey(ctx, { passkeyId: id, ...body }),
});

export const openRecoveryEndpoint = endpoint({
  method: 'POST',
  path: '/people/{id}/passkey-recoveries',
  summary: 'Open a recovery for somebody who lost their passkeys; another admin confirms it',
  tags,
  permission: 'passkey.recover',
  params,
  body: openRecoveryInput,
  status: 201,
  response: recoveryOut,
  problems: ['not-found', 'second-person', 'disabled', 'recovery-open', 'no-second-admin'],
  run: (ctx, { params: { id }, body }) => openRecovery(ctx, { personId: id, ...body }),
});

export const listRecoveriesEndpoint = endpoint({
  method: 'GET',
  path: '/passkey-recoveries',
  summary: 'List recoveries of passkeys, newest first',
  tags,
  permission: 'passkey.recovery.read',
  query: z.strictObject({ limit: limitParam, cursor: cursorParam(madeId) }),
  response: pageOf(recoveryOut),
  problems: [],
  run: (ctx, { query }) => listRecoveries(ctx, query),
});

export const confirmRecoveryEndpoint = endpoint({
  method: 'POST',
  path: '/passkey-recoveries/{id}/confirm',
  summary: 'Confirm, as another admin, that somebody’s passkeys are lost',
  description:
    'The passkeys they had count no more, their sessions end, and for an hour they may sign in and enrol one, once.',
  tags,
  permission: 'passkey.recover',
  params,
  response: recoveryOut,
  problems: ['not-found', 'second-person', 'not-eligible', 'recovery-ended'],
  run: (ctx, { params: { id } }) => confirmRecovery(ctx, { recoveryId: id }),
});

export const withdrawRecoveryEndpoint = endpoint({
  method: 'POST',
  path: '/passkey-recoveries/{id}/withdraw',
  summary: 'Take an open recovery back, as an admin or as the person it is for',
  tags,
  permission: 'passkey.own',
  params,
  response: recoveryOut,
  problems: ['not-found', 'recovery-ended'],
  run: (ctx, { params: { id } }) => withdrawRecovery(ctx, { recoveryId: id }),
});
