import 'server-only';
import { createHash } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import webpush from 'web-push';
import { z } from 'zod';
import { env } from '@/lib/env';
import { type Answered, guardedPost } from '@/lib/notices/server/guarded-post';
import { demandNoticeKeys } from '@/lib/notices/server/notice-keys';
import type { DeviceSecret, WebhookSecret } from '@/lib/notices/server/targets';

interface Message {
  /** The same at every attempt. */
  id: string;
  body: string;
}

/** Posts by Standard Webhooks: signed at this attempt, under the id that every attempt has. */
export function sendWebhook({ url, secret }: WebhookSecret, { id, body }: Message) {
  const at = new Date();
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Countersign',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
  return guardedPost(url, { headers, body });
}

/** Push services hold what a device cannot take at once; after this nobody needs it any more. */
const KEPT_S = 30 * 60;

const pushed = z.object({ tag: z.string(), expiresAt: z.string().nullable() });

/** Who runs this installation, as push services ask to know (RFC 8292, section 2.1). */
function subject(): string {
  const url = new URL(env().PUBLIC_URL);
  return url.protocol === 'https:' ? url.origin : `mailto:countersign@${url.hostname}`;
}

/** At most 32 characters of base64url: a newer message on the same matter replaces an older one. */
const topicOf = (tag: string): string =>
  createHash('sha256').update(tag).digest('base64url').slice(0, 32);

/** Encrypts for the device alone (RFC 8291), signs as this installation (RFC 8292), and posts. */
export function sendPush(device: DeviceSecret, { body }: Message): Promise<Answered> {
  const { tag, expiresAt } = pushed.parse(JSON.parse(body));
  const leftS = expiresAt ? Math.floor((Date.parse(expiresAt) - Date.now()) / 1000) : KEPT_S;
  const details = webpush.generateRequestDetails(device, body, {
    vapidDetails: { subject: subject(), ...demandNoticeKeys().vapid },
    TTL: Math.max(0, Math.min(leftS, KEPT_S)),
    urgency: 'high',
    topic: topicOf(tag),
  });
  const headers = z.record(z.string(), z.union([z.string(), z.number()])).parse(details.headers);
  return guardedPost(details.endpoint, { headers, body: details.body });
}
