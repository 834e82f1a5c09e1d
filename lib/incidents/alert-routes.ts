import { isOver } from '@/lib/incidents/merging';
import type { Alert, IncidentRow } from '@/lib/incidents/schema';

/** Where alerts of one group may belong: an incident that stands by itself. */
export interface AlertPlace {
  id: string;
  /** The incident of the group, where it has become part of the one that stands. */
  of: string | undefined;
  isOpen: boolean;
  /** Whether the group opened it: then it takes alerts that nobody knows yet, too. */
  isHome: boolean;
  known: ReadonlySet<string>;
}

/** The place of an incident that concerns a group; `standing` is what it is part of, or itself. */
export function placeOf(row: IncidentRow, standing: IncidentRow, groupKey: string): AlertPlace {
  const of = row.id === standing.id ? undefined : row.id;
  const own = standing.alerts.filter((each) => each.of === of);
  return {
    id: standing.id,
    of,
    isOpen: !isOver(standing),
    isHome: row.groupKey === groupKey,
    known: new Set(own.map(({ fingerprint }) => fingerprint)),
  };
}

export interface AlertRoutes {
  routed: { id: string; alerts: Alert[] }[];
  /** What no open incident takes. */
  left: Alert[];
}

/**
 * Where each alert of a group goes: to the open incident that holds it, else to the one that the
 * group has open. That an alert is over is no news to an incident that never held it while one that
 * did has ended. Places come newest first.
 */
export function routeAlerts(alerts: readonly Alert[], places: readonly AlertPlace[]): AlertRoutes {
  const open = places.filter((place) => place.isOpen);
  const home = open.find((place) => place.isHome);
  const routed = new Map<string, Alert[]>();
  const left: Alert[] = [];
  for (const alert of alerts) {
    const { fingerprint, status } = alert;
    const holder = open.find(({ known }) => known.has(fingerprint));
    const isPast =
      !holder &&
      status === 'resolved' &&
      places.some(({ isOpen, isHome, known }) => !isOpen && !isHome && known.has(fingerprint));
    if (isPast) continue;
    const place = holder ?? home;
    if (!place) {
      left.push(alert);
      continue;
    }
    const own = place.of === undefined ? alert : { ...alert, of: place.of };
    routed.set(place.id, [...(routed.get(place.id) ?? []), own]);
  }
  return { routed: [...routed].map(([id, theirs]) => ({ id, alerts: theirs })), left };
}
