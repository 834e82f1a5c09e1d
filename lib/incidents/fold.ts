import {
  type Alert,
  incidentPayloads,
  type IncidentRow,
  incidentRow,
} from '@/lib/incidents/schema';
import { eventOf, projection } from '@/lib/log/projection';

/** Later word on the same alert (by fingerprint) replaces the earlier. */
export function mergeAlerts(known: Alert[], news: Alert[]): Alert[] {
  const byFingerprint = new Map(known.map((alert) => [alert.fingerprint, alert]));
  for (const alert of news) byFingerprint.set(alert.fingerprint, alert);
  return [...byFingerprint.values()];
}

const ENDED = new Set(['resolved', 'closed']);

export const incidentProjection = projection<IncidentRow>({
  name: 'incident',
  key: 'id',
  row: incidentRow,
  keysOf: (event) => (event.stream.startsWith('inc_') ? [event.stream] : []),
  fold(row, stored) {
    const event = eventOf<typeof incidentPayloads>(stored);
    if (event.kind === 'incident.opened') {
      return {
        id: event.stream,
        ...event.payload,
        status: 'open',
        commanderId: null,
        openedBy: event.actor,
        openedAt: event.recordedAt,
        updatedAt: event.recordedAt,
        endedAt: null,
        mergedInto: null,
      };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'incident.changed': {
        const { changes } = event.payload;
        const status = changes.status ?? row.status;
        const endedAt = ENDED.has(status) ? (row.endedAt ?? event.recordedAt) : null;
        return {
          ...row,
          status,
          severity: changes.severity ?? row.severity,
          commanderId: changes.commanderId === undefined ? row.commanderId : changes.commanderId,
          outageClass: changes.outageClass ?? row.outageClass,
          mergedInto: changes.mergedInto ?? row.mergedInto,
          endedAt,
          updatedAt: event.recordedAt,
        };
      }
      case 'incident.alerted':
        return {
          ...row,
          alerts: mergeAlerts(row.alerts, event.payload.alerts),
          updatedAt: event.recordedAt,
        };
      default:
        return row;
    }
  },
});
