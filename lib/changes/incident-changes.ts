import type { Change, ChangeOf, IncidentField } from '@/lib/changes/schema';
import { incidentProjection } from '@/lib/incidents/fold';
import { incidentPayloads, type IncidentRow } from '@/lib/incidents/schema';
import { eventOf, type Tables } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';

/** The table of incidents that are part of the one that is looked at, by their ids. */
export const PARTS = 'part';

const FIELDS = {
  status: 'status',
  severity: 'severity',
  outageClass: 'outageClass',
  commander: 'commanderId',
  mergedInto: 'mergedInto',
} as const satisfies Record<Exclude<IncidentField, 'opened'>, keyof IncidentRow>;

const rowIn = (tables: Tables): IncidentRow | undefined => {
  const [row] = tables.get(incidentProjection.name)?.values() ?? [];
  return row as IncidentRow | undefined;
};

const alertsOf = (row: IncidentRow | undefined) => ({
  firing: row?.alerts.filter(({ status }) => status === 'firing').length ?? 0,
  total: row?.alerts.length ?? 0,
});

type Told = string | null;

/** How every incident begins. */
const AT_FIRST: Partial<IncidentRow> = { status: 'open' };

const untold = { by: null, seq: null } as const;

function parts(before: Tables, after: Tables): ChangeOf<'part'>[] {
  const [then, now] = [before.get(PARTS), after.get(PARTS)];
  const ids = [...new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])].toSorted();
  return ids.flatMap((id) => {
    const [from, to] = [then?.has(id) ?? false, now?.has(id) ?? false];
    return from === to ? [] : [{ about: 'part', id, from, to } as const];
  });
}

/** What is not as it was of an incident itself: how grave it is, how it stands, who commands. */
export function incidentChanges(before: Tables, after: Tables): Change[] {
  const [then, now] = [rowIn(before), rowIn(after)];
  if (!now) return [];
  const opened: Change[] = then
    ? []
    : [{ about: 'incident', field: 'opened', from: null, to: now.title, ...untold }];
  const fields = Object.entries(FIELDS) as [IncidentField, keyof IncidentRow][];
  const changed = fields.flatMap(([field, name]): Change[] => {
    const [from, to] = [(then ?? AT_FIRST)[name] ?? null, now[name] ?? null] as Told[];
    // How grave it was as it was opened is told by that it was opened.
    const isOpening = !then && (field === 'severity' || field === 'outageClass');
    if (from === to || isOpening) return [];
    return [{ about: 'incident', field, from: from ?? null, to: to ?? null, ...untold }];
  });
  const [was, is] = [alertsOf(then), alertsOf(now)];
  const hasAlerted = then !== undefined && (was.firing !== is.firing || was.total !== is.total);
  return [
    ...opened,
    ...changed,
    ...(hasAlerted ? [{ about: 'alerts', from: was, to: is } as const] : []),
    ...parts(before, after),
  ];
}

/** Whether an event of an incident's own stream sets a field. */
function sets(stored: StoredEvent, field: IncidentField): boolean {
  const event = eventOf<typeof incidentPayloads>(stored);
  switch (event.kind) {
    case 'incident.opened':
      return field === 'opened';
    case 'incident.merged':
    case 'incident.unmerged':
      return field === 'mergedInto';
    case 'incident.changed':
      return field !== 'opened' && event.payload.changes[FIELDS[field]] !== undefined;
    default:
      return false;
  }
}

/** Says of an incident's changes whose doing the last of each was, by its own events between the moments. */
export function withDoers(changes: Change[], between: readonly StoredEvent[]): Change[] {
  return changes.map((each) => {
    if (each.about !== 'incident') return each;
    const last = between.findLast((event) => sets(event, each.field));
    return last ? { ...each, by: last.actor, seq: last.seq } : each;
  });
}
