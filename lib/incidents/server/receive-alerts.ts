import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { type AlertPlace, placeOf, routeAlerts } from '@/lib/incidents/alert-routes';
import { incidentProjection } from '@/lib/incidents/fold';
import { isOver } from '@/lib/incidents/merging';
import { alertNews, alertsOf, incidentFrom } from '@/lib/incidents/rules';
import { type Alert, type AlertmanagerWebhook, incidentStatus } from '@/lib/incidents/schema';
import { holdOffShaping } from '@/lib/incidents/server/hold-shape';
import { INCIDENTS, openIncidentIn } from '@/lib/incidents/server/open-incident';
import { parseRows } from '@/lib/log/rows';
import { type Tx, write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

export interface AlertsReceived {
  /** Null when a group resolves that never opened an incident. */
  incidentId: string | null;
  created: boolean;
}

/** Where alerts of a group may belong, and the incident that it opened last. */
async function placesOf(
  tx: Tx,
  groupKey: string,
): Promise<{ places: AlertPlace[]; latest: string | null }> {
  const about = await tx.db.incident.findMany({
    where: { OR: [{ groupKey }, { groupKeys: { array_contains: [groupKey] } }] },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, status: true, mergedInto: true, groupKey: true },
  });
  // What a group opened and is over takes nothing any more; of what was split off it is still asked
  // which alerts it had.
  const telling = about.filter(
    ({ status, mergedInto, groupKey: own }) =>
      own !== groupKey || mergedInto !== null || !isOver({ status: incidentStatus.parse(status) }),
  );
  const ids = telling.flatMap(({ id, mergedInto }) => [id, ...(mergedInto ? [mergedInto] : [])]);
  // Not as this transaction's own rows: none of their streams is held yet.
  const found = await tx.db.incident.findMany({ where: { id: { in: [...new Set(ids)] } } });
  const rows = parseRows(incidentProjection, found);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const places = telling.flatMap(({ id, mergedInto }) => {
    const [row, standing] = [byId.get(id), byId.get(mergedInto ?? id)];
    return row && standing ? [placeOf(row, standing, groupKey)] : [];
  });
  const last = about.find((each) => each.groupKey === groupKey) ?? about[0];
  return { places, latest: last?.mergedInto ?? last?.id ?? null };
}

/** Tells an incident what it does not know of its alerts. */
async function tellAlerts(tx: Tx, id: string, alerts: Alert[]): Promise<void> {
  const row = await tx.row(incidentProjection, id);
  // What is stored is masked, so news is told apart from it in the same form.
  const { value, masked } = maskSecrets(alerts);
  const news = alertNews(row?.alerts ?? [], value);
  if (news.length === 0) return;
  const payload = { alerts: news, ...(masked > 0 ? { masked } : {}) };
  await tx.append(id, [{ kind: 'incident.alerted', payload }]);
  tx.nudge(INCIDENTS);
}

/**
 * Takes in one group of alerts. Replicas and repeats meet at a lock on the group's key, so that a
 * group has one open incident at most, and a delivery that says nothing new changes nothing. What
 * was merged or split since is told where it belongs now.
 */
export async function receiveAlerts(
  ctx: Ctx,
  webhook: AlertmanagerWebhook,
): Promise<AlertsReceived> {
  return write(ctx, async (tx) => {
    const { groupKey } = webhook;
    demand(ctx.actor, 'incident.open', {}, 'This');
    await holdOffShaping(tx);
    await tx.db
      .$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`group\n${groupKey}`}, 0))`;
    const { places, latest } = await placesOf(tx, groupKey);
    const { routed, left } = routeAlerts(alertsOf(webhook), places);
    const isNew =
      webhook.status === 'firing' &&
      left.length > 0 &&
      (routed.length === 0 || left.some(({ status }) => status === 'firing'));
    const opened = isNew
      ? await openIncidentIn(tx, { ...incidentFrom(webhook, left), groupKey, alerts: left })
      : undefined;
    await tx.lockAll(routed.map(({ id }) => id));
    for (const { id, alerts } of routed) await tellAlerts(tx, id, alerts);
    if (opened) return { incidentId: opened.id, created: true };
    return { incidentId: routed[0]?.id ?? latest, created: false };
  });
}
