import { eventOf, projection } from '@/lib/log/projection';
import {
  type devicePayloads,
  deviceRow,
  type DeviceRow,
  type webhookPayloads,
  webhookRow,
  type WebhookRow,
} from '@/lib/notices/schema-targets';

export const webhookProjection = projection<WebhookRow>({
  name: 'webhook',
  key: 'id',
  row: webhookRow,
  keysOf: ({ stream }) => (stream.startsWith('whk_') ? [stream] : []),
  fold(row, stored, id) {
    const event = eventOf<typeof webhookPayloads>(stored);
    if (event.kind === 'webhook.added') {
      const { actor: addedBy, recordedAt: addedAt, payload } = event;
      return { id, ...payload, state: 'active', addedBy, addedAt, endedAt: null };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'webhook.changed':
        return { ...row, ...event.payload };
      case 'webhook.removed':
        return { ...row, state: 'removed', endedAt: event.recordedAt };
      default:
        return row;
    }
  },
});

export const deviceProjection = projection<DeviceRow>({
  name: 'device',
  key: 'id',
  row: deviceRow,
  keysOf(stored) {
    const event = eventOf<typeof devicePayloads>(stored);
    return event.kind === 'device.added' || event.kind === 'device.removed'
      ? [event.payload.device]
      : [];
  },
  fold(row, stored, id) {
    const event = eventOf<typeof devicePayloads>(stored);
    if (event.kind === 'device.added') {
      const { label, host } = event.payload;
      const since = { addedAt: event.recordedAt, removedAt: null, removedReason: null };
      return { id, personId: event.stream, label, host, ...since };
    }
    if (!row || event.kind !== 'device.removed') return row;
    return { ...row, removedAt: event.recordedAt, removedReason: event.payload.reason };
  },
});
