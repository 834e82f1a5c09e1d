import 'server-only';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { cursorParam, limitParam } from '@/lib/http/page';
import { instant, madeId, pageOf } from '@/lib/log/schema';
import { noticeOut } from '@/lib/notices/schema';
import {
  addDeviceInput,
  addedWebhook,
  addWebhookInput,
  changeWebhookInput,
  deviceList,
  deviceRow,
  webhookOut,
  webhookRow,
} from '@/lib/notices/schema-targets';
import { addDevice } from './add-device';
import { addWebhook } from './add-webhook';
import { changeWebhook, removeWebhook } from './change-webhook';
import { listDevices } from './list-devices';
import { listNotices } from './list-notices';
import { listWebhooks } from './list-webhooks';
import { openNotice } from './open-notice';
import { removeDevice } from './remove-device';
import { testDevice, testWebhook } from './send-test';

const tags = ['notices'];
const params = z.object({ id: z.string() });
const sentTest = z.object({ notice: z.string(), delivery: z.string() });

export const listNoticesEndpoint = endpoint({
  method: 'GET',
  path: '/notices',
  summary: 'List what people were told, whom it reached and who opened it, newest first',
  tags,
  permission: 'notice.read',
  query: z.strictObject({
    actionId: madeId.optional(),
    checkpointId: madeId.optional(),
    incidentId: madeId.optional(),
    events: z.enum(['true', 'false']).optional(),
    limit: limitParam,
    cursor: cursorParam(z.tuple([instant, madeId])),
  }),
  response: pageOf(noticeOut),
  problems: [],
  run: (ctx, { query: { events, ...query } }) =>
    listNotices(ctx, { ...query, hasEvents: events === 'true' }),
});

export const openNoticeEndpoint = endpoint({
  method: 'POST',
  path: '/notices/{id}/opened',
  summary: 'Say that one opened the page by a notice; it decides nothing',
  tags,
  permission: 'notice.open',
  params,
  status: 204,
  response: z.void(),
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => openNotice(ctx, { id }),
});

export const listDevicesEndpoint = endpoint({
  method: 'GET',
  path: '/devices',
  summary: 'List one’s own devices, and what a browser subscribes with',
  tags,
  permission: 'device.manage',
  response: deviceList,
  problems: [],
  run: (ctx) => listDevices(ctx),
});

export const addDeviceEndpoint = endpoint({
  method: 'POST',
  path: '/devices',
  summary: 'Be told on this device, by Web Push',
  description:
    'Takes what a browser’s `PushSubscription` says of itself. The same browser enrolled again is one device, of whoever enrolled it last.',
  tags,
  permission: 'device.manage',
  body: addDeviceInput,
  status: 201,
  response: deviceRow,
  problems: ['no-notice-keys', 'too-many-devices'],
  run: (ctx, { body }) => addDevice(ctx, body),
});

export const removeDeviceEndpoint = endpoint({
  method: 'DELETE',
  path: '/devices/{id}',
  summary: 'Be told on this device no more',
  tags,
  permission: 'device.manage',
  params,
  status: 204,
  response: z.void(),
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => removeDevice(ctx, { id }),
});

export const testDeviceEndpoint = endpoint({
  method: 'POST',
  path: '/devices/{id}/test',
  summary: 'Send a notice of nothing to one’s own device',
  tags,
  permission: 'device.manage',
  params,
  status: 202,
  response: sentTest,
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => testDevice(ctx, { id }),
});

export const listWebhooksEndpoint = endpoint({
  method: 'GET',
  path: '/webhooks',
  summary: 'List where notices are posted, and what each answered last',
  tags,
  permission: 'webhook.read',
  response: z.object({ items: z.array(webhookOut) }),
  problems: [],
  run: (ctx) => listWebhooks(ctx),
});

export const addWebhookEndpoint = endpoint({
  method: 'POST',
  path: '/webhooks',
  summary: 'Have notices posted to a pager or a chat; the secret is shown this once',
  description:
    'Posts follow Standard Webhooks: `webhook-id` is the same at every attempt, `webhook-signature` is HMAC-SHA256 by the secret. https only; networks that are not public are refused unless `NOTICE_NETWORKS` names them; redirects are not followed.',
  tags,
  permission: 'webhook.manage',
  body: addWebhookInput,
  status: 201,
  response: addedWebhook,
  secret: ['secret'],
  problems: ['no-notice-keys'],
  run: (ctx, { body }) => addWebhook(ctx, body),
});

export const changeWebhookEndpoint = endpoint({
  method: 'PATCH',
  path: '/webhooks/{id}',
  summary: 'Change what a webhook is told of, or pause it',
  tags,
  permission: 'webhook.manage',
  params,
  body: changeWebhookInput,
  response: webhookRow,
  problems: ['not-found'],
  run: (ctx, { params: { id }, body }) => changeWebhook(ctx, { id, ...body }),
});

export const removeWebhookEndpoint = endpoint({
  method: 'DELETE',
  path: '/webhooks/{id}',
  summary: 'Post nothing there any more, and forget its address and secret',
  tags,
  permission: 'webhook.manage',
  params,
  response: webhookRow,
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => removeWebhook(ctx, { id }),
});

export const testWebhookEndpoint = endpoint({
  method: 'POST',
  path: '/webhooks/{id}/test',
  summary: 'Post a notice of nothing to a webhook',
  tags,
  permission: 'webhook.manage',
  params,
  status: 202,
  response: sentTest,
  problems: ['not-found'],
  run: (ctx, { params: { id } }) => testWebhook(ctx, { id }),
});
