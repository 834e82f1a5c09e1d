import { mergeAlerts } from '@/lib/incidents/fold';
import type { Alert, IncidentRow } from '@/lib/incidents/schema';

/** What one act tells a stream. */
export interface Telling {
  stream: string;
  drafts: { kind: string; payload: Record<string, unknown> }[];
}

const telling = (stream: string, kind: string, payload: Record<string, unknown>): Telling => ({
  stream,
  drafts: [{ kind, payload }],
});

const OVER: readonly IncidentRow['status'][] = ['resolved', 'closed'];

export const isOver = ({ status }: Pick<IncidentRow, 'status'>): boolean => OVER.includes(status);

/** An alert as its own incident holds it. */
const asOwn = ({ of: _of, ...alert }: Alert): Alert => alert;

/**
 * Makes incidents part of another. What was part of them comes along, so that nothing is ever part
 * of something that is itself a part; `via` remembers the way, for taking it back.
 */
export function mergeTellings(
  survivor: IncidentRow,
  joining: readonly IncidentRow[],
  parts: readonly IncidentRow[],
  reason: string | null,
): Telling[] {
  const into = survivor.id;
  const alerts = joining.flatMap((row) =>
    row.alerts.map((each): Alert => ({ ...each, of: each.of ?? row.id })),
  );
  const incidents = [...joining, ...parts].map(({ id }) => id);
  return [
    ...joining.map(({ id }) => telling(id, 'incident.merged', { into, via: null, reason })),
    ...parts.map(({ id, mergedInto, mergedVia }) =>
      telling(id, 'incident.merged', { into, via: mergedVia ?? mergedInto, reason }),
    ),
    {
      stream: into,
      drafts: [
        { kind: 'incident.joined', payload: { incidents, alerts, reason } },
        ...raised(survivor, joining),
      ],
    },
  ];
}

/** An outage is as grave as the gravest of its parts, and stands on the floor as such. */
function raised(survivor: IncidentRow, joining: readonly IncidentRow[]): Telling['drafts'] {
  const [gravest] = joining
    .filter((row) => !isOver(row))
    .map(({ severity }) => severity)
    .sort();
  if (gravest === undefined || gravest >= survivor.severity) return [];
  return [{ kind: 'incident.changed', payload: { changes: { severity: gravest } } }];
}

/** Those that came into a survivor by way of one of its parts, from near to far. */
export function broughtBy<Part extends Pick<IncidentRow, 'id' | 'mergedVia'>>(
  id: string,
  parts: readonly Part[],
): Part[] {
  const found: Part[] = [];
  let ways = new Set([id]);
  while (ways.size > 0) {
    const next = parts.filter((each) => ways.has(each.mergedVia ?? '') && !found.includes(each));
    found.push(...next);
    ways = new Set(next.map((each) => each.id));
  }
  return found;
}

/** Takes an incident back out of its survivor, with what it had brought and all their alerts. */
export function unmergeTellings(
  row: IncidentRow,
  survivor: IncidentRow,
  parts: readonly IncidentRow[],
  reason: string,
): Telling[] {
  const along = broughtBy(row.id, parts);
  const incidents = [row.id, ...along.map(({ id }) => id)];
  const theirs = new Set(incidents);
  const alerts = survivor.alerts
    .filter(({ of }) => of !== undefined && theirs.has(of))
    .map((each) => (each.of === row.id ? asOwn(each) : each));
  return [
    telling(row.id, 'incident.unmerged', { from: survivor.id, alerts, reason }),
    ...along.map(({ id, mergedVia }) =>
      telling(id, 'incident.merged', {
        into: row.id,
        via: mergedVia === row.id ? null : mergedVia,
        reason,
      }),
    ),
    telling(survivor.id, 'incident.left', { incidents, reason }),
  ];
}

/** The one name that all have, if they do. */
function common(alerts: readonly Alert[], ...labels: string[]): string | undefined {
  const named = new Set(alerts.map((each) => labels.map((one) => each.labels[one]).find(Boolean)));
  const [only] = named;
  return named.size === 1 ? only : undefined;
}

/** What becomes an incident of its own when these of its alerts are parted from one. */
export function splitOf(row: IncidentRow, chosen: readonly Alert[]) {
  const alerts = mergeAlerts([], chosen.map(asOwn));
  const [first] = alerts;
  const service = common(alerts, 'service') ?? row.service;
  const name = first?.labels.alertname ?? 'Alert';
  const said = first?.annotations.summary ?? first?.annotations.title;
  const starts = alerts.map(({ startsAt }) => startsAt).sort();
  return {
    title: (said?.trim() || `${name} on ${service}`).slice(0, 300),
    service: service.slice(0, 120),
    environment: (common(alerts, 'environment', 'env') ?? row.environment).slice(0, 60),
    startedAt: starts[0] ?? row.startedAt,
    alerts,
  };
}
