import { z } from 'zod';
import { eventActor, instantOut } from '@/lib/log/schema';
import { matterKind } from '@/lib/notices/schema';

const name = z.string().trim().min(1, 'must not be empty').max(120);
const distinct = <T extends z.ZodType>(of: T) =>
  z
    .array(of)
    .min(1, 'must name at least one')
    .max(200)
    .refine((all) => new Set(all).size === all.length, 'must not name the same twice');

/** Services by name, or `*` for all. */
const services = distinct(z.string().min(1).max(120));
const kinds = distinct(matterKind);

export const addWebhookInput = z.strictObject({
  name,
  url: z.url({ protocol: /^https?$/, message: 'must be an https address' }).max(2000),
  services: services.default(['*']),
  kinds: kinds.default(matterKind.options),
});
export type AddWebhookInput = z.infer<typeof addWebhookInput>;

export const changeWebhookInput = z
  .strictObject({
    name: name.optional(),
    services: services.optional(),
    kinds: kinds.optional(),
    state: z.enum(['active', 'paused']).optional(),
  })
  .refine((input) => Object.keys(input).length > 0, 'must change something');
export type ChangeWebhookInput = z.infer<typeof changeWebhookInput>;

export const webhookRow = z.object({
  id: z.string(),
  name: z.string(),
  /** Where it posts to, without the path: that may hold a secret. */
  host: z.string(),
  services: z.array(z.string()),
  kinds: z.array(matterKind),
  state: z.enum(['active', 'paused', 'removed']),
  addedBy: eventActor,
  addedAt: instantOut,
  endedAt: instantOut.nullable(),
});
export type WebhookRow = z.infer<typeof webhookRow>;

export const webhookPayloads = {
  'webhook.added': z.object({
    name: z.string(),
    host: z.string(),
    services: z.array(z.string()),
    kinds: z.array(matterKind),
  }),
  'webhook.changed': z.object({
    name: z.string(),
    services: z.array(z.string()),
    kinds: z.array(matterKind),
    state: z.enum(['active', 'paused']),
  }),
  'webhook.removed': z.object({}),
};

/** How a receiver answered last. */
export const lastAnswer = z.object({
  at: instantOut,
  state: z.enum(['waiting', 'delivered', 'failed', 'moot']),
  status: z.number().int().nullable(),
  problem: z.string().nullable(),
});

export const webhookOut = webhookRow.extend({ last: lastAnswer.nullable() });
export type WebhookOut = z.infer<typeof webhookOut>;

/** The secret is shown this once: only its seal is kept. */
export const addedWebhook = z.object({ webhook: webhookRow, secret: z.string() });
export type AddedWebhook = z.infer<typeof addedWebhook>;

const base64url = z.string().regex(/^[A-Za-z0-9_-]+={0,2}$/, 'must be base64url');

/** What a browser's `PushSubscription` says of itself. */
export const addDeviceInput = z.strictObject({
  label: name,
  endpoint: z.url({ protocol: /^https?$/, message: 'must be an https address' }).max(2000),
  /** An uncompressed point of P-256, and sixteen random bytes: RFC 8291. */
  keys: z.strictObject({ p256dh: base64url.max(100), auth: base64url.max(40) }),
});
export type AddDeviceInput = z.infer<typeof addDeviceInput>;

export const removedReason = z.enum(['removed', 'gone', 'replaced']);

export const deviceRow = z.object({
  id: z.string(),
  personId: z.string(),
  label: z.string(),
  /** The push service that takes for it. */
  host: z.string(),
  addedAt: instantOut,
  removedAt: instantOut.nullable(),
  removedReason: removedReason.nullable(),
});
export type DeviceRow = z.infer<typeof deviceRow>;

export const devicePayloads = {
  'device.added': z.object({ device: z.string(), label: z.string(), host: z.string() }),
  'device.removed': z.object({ device: z.string(), reason: removedReason }),
};

export const deviceOut = deviceRow
  .omit({ personId: true, removedAt: true, removedReason: true })
  .extend({ last: lastAnswer.nullable() });
export type DeviceOut = z.infer<typeof deviceOut>;

export const deviceList = z.object({
  items: z.array(deviceOut),
  /** What browsers subscribe with (RFC 8292); null where this installation has no keys. */
  publicKey: z.string().nullable(),
});
export type DeviceList = z.infer<typeof deviceList>;
