import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { callApi } from '@/lib/http/call-api';
import { pageOf } from '@/lib/log/schema';
import { noticeOut } from '@/lib/notices/schema';
import {
  addedWebhook,
  type AddDeviceInput,
  type AddWebhookInput,
  type ChangeWebhookInput,
  deviceList,
  deviceRow,
  webhookOut,
  webhookRow,
} from '@/lib/notices/schema-targets';

const nothing = () => undefined;
const devicePath = (id: string) => `/devices/${encodeURIComponent(id)}`;
const webhookPath = (id: string) => `/webhooks/${encodeURIComponent(id)}`;
const EVERY_MS = 10_000;

/** Where one's own notices go, by device. */
export const devicesQuery = queryOptions({
  queryKey: ['devices'] as const,
  queryFn: ({ signal }) => callApi('/devices', { parse: deviceList.parse, signal }),
  refetchInterval: EVERY_MS,
});

export const postDevice = (input: AddDeviceInput) =>
  callApi('/devices', { method: 'POST', body: input, parse: deviceRow.parse });

export const deleteDevice = (id: string) =>
  callApi(devicePath(id), { method: 'DELETE', parse: nothing });

export const postDeviceTest = (id: string) =>
  callApi(`${devicePath(id)}/test`, { method: 'POST', body: {}, parse: nothing });

/** The latest of an incident, each with its own events. */
export const readTold = (incidentId: string, signal: AbortSignal) =>
  callApi(`/notices?incidentId=${encodeURIComponent(incidentId)}&events=true&limit=100`, {
    parse: pageOf(noticeOut).parse,
    signal,
  });

const webhookList = z.object({ items: z.array(webhookOut) });

/** Where notices are posted; for admins and auditors. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'] as const,
  queryFn: ({ signal }) => callApi('/webhooks', { parse: webhookList.parse, signal }),
  refetchInterval: EVERY_MS,
});

export const postWebhook = (input: AddWebhookInput) =>
  callApi('/webhooks', { method: 'POST', body: input, parse: addedWebhook.parse });

export const patchWebhook = (id: string, input: ChangeWebhookInput) =>
  callApi(webhookPath(id), { method: 'PATCH', body: input, parse: webhookRow.parse });

export const deleteWebhook = (id: string) =>
  callApi(webhookPath(id), { method: 'DELETE', parse: webhookRow.parse });

export const postWebhookTest = (id: string) =>
  callApi(`${webhookPath(id)}/test`, { method: 'POST', body: {}, parse: nothing });

const noticePage = pageOf(noticeOut);
export type NoticePage = z.infer<typeof noticePage>;
export const NOTICES_SHOWN = 50;

/** What people were told of, newest first. */
export const noticesQuery = queryOptions({
  queryKey: ['notices'] as const,
  queryFn: ({ signal }) =>
    callApi(`/notices?limit=${NOTICES_SHOWN}`, { parse: noticePage.parse, signal }),
  refetchInterval: EVERY_MS,
});
