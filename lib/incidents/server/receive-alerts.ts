import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { incidentProjection } from '@/lib/incidents/fold';
import { alertNews, alertsOf, incidentFrom } from '@/lib/incidents/rules';
import type { AlertmanagerWebhook } from '@/lib/incidents/schema';
import { INCIDENTS, openIncidentIn } from '@/lib/incidents/server/open-incident';
import { write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

export interface AlertsReceived {
  /** Null when a group resolves that never opened an incident. */
  incidentId: string | null;
  created: boolean;
}

/**
 * Takes in one group of alerts. Replicas and repeats meet at a lock on the group's key, so that a
 * group has one open incident at most, and a delivery that says nothing new changes nothing.
 */
export async function receiveAlerts(
  ctx: Ctx,
  webhook: AlertmanagerWebhook,
): Promise<AlertsReceived> {
  return write(ctx, async (tx) => {
    const { groupKey } = webhook;
    demand(ctx.actor, 'incident.open', {}, 'This');
    await tx.db
      .$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`group\n${groupKey}`}, 0))`;
    const known = await tx.db.incident.findMany({
      where: { groupKey },
      orderBy: { openedAt: 'desc' },
      select: { id: true, status: true },
    });
    const open = known.find(({ status }) => status === 'open' || status === 'mitigated');
    const alerts = alertsOf(webhook);
    if (!open) {
      if (webhook.status === 'resolved') {
        return { incidentId: known[0]?.id ?? null, created: false };
      }
      const incident = await openIncidentIn(tx, { ...incidentFrom(webhook), groupKey, alerts });
      return { incidentId: incident.id, created: true };
    }
    await tx.lock(open.id);
    const row = await tx.row(incidentProjection, open.id);
    // What is stored is masked, so news is told apart from it in the same form.
    const { value, masked } = maskSecrets(alerts);
    const news = alertNews(row?.alerts ?? [], value);
    if (news.length > 0) {
      const payload = { alerts: news, ...(masked > 0 ? { masked } : {}) };
      await tx.append(open.id, [{ kind: 'incident.alerted', payload }]);
      tx.nudge(INCIDENTS);
    }
    return { incidentId: open.id, created: false };
  });
}
