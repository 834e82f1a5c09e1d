import {
  type Alert,
  incidentPayloads,
  type IncidentRow,
  incidentRow,
} from '@/lib/incidents/schema';
import { type EventOf, eventOf, projection } from '@/lib/log/projection';

/** Which alert it is: one that came by two incidents stands there for each of them. */
export const alertKey = ({
  fingerprint,
  of,
}: {
  fingerprint: string;
  of?: string | null | undefined;
}) => `${of ?? ''} ${fingerprint}`;

/** Later word on the same alert replaces the earlier. */
export function mergeAlerts(known: Alert[], news: Alert[]): Alert[] {
  const byKey = new Map(known.map((alert) => [alertKey(alert), alert]));
  for (const alert of news) byKey.set(alertKey(alert), alert);
  return [...byKey.values()];
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
      const { splitFrom = null, groupKeys = [], ...opened } = event.payload;
      return {
        id: event.stream,
        ...opened,
        splitFrom,
        groupKeys,
        apartFrom: [],
        mergedVia: null,
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
      default: {
        const change = changeOf(row, event);
        return change ? { ...row, ...change, updatedAt: event.recordedAt } : row;
      }
    }
  },
});

/** What alerts, merging and splitting change in a row; undefined where nothing. */
function changeOf(
  row: IncidentRow,
  event: EventOf<typeof incidentPayloads>,
): Partial<IncidentRow> | undefined {
  switch (event.kind) {
    case 'incident.alerted':
    case 'incident.joined':
      return { alerts: mergeAlerts(row.alerts, event.payload.alerts) };
    case 'incident.merged':
      return { mergedInto: event.payload.into, mergedVia: event.payload.via };
    case 'incident.unmerged':
      return { mergedInto: null, mergedVia: null, alerts: event.payload.alerts };
    case 'incident.left': {
      const gone = new Set(event.payload.incidents);
      return { alerts: row.alerts.filter(({ of }) => of === undefined || !gone.has(of)) };
    }
    case 'incident.split': {
      const gone = new Set(event.payload.alerts.map(alertKey));
      return { alerts: row.alerts.filter((each) => !gone.has(alertKey(each))) };
    }
    case 'incident.told_apart':
      return { apartFrom: [...new Set([...row.apartFrom, ...event.payload.from])] };
    default:
      return undefined;
  }
}
