import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { can } from '@/lib/access/permissions';
import { Invalid } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import type { TellApartInput } from '@/lib/incidents/schema-merge';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { tellAll } from '@/lib/incidents/server/shape';
import { write } from '@/lib/log/write';

/**
 * Says of incidents that each is another outage than the rest, so that they are not offered as one
 * again. Saying it twice says it once.
 * @throws Forbidden; Invalid `unknown-reference`
 */
export async function tellApart(
  ctx: Ctx,
  { incidentIds, reason }: TellApartInput,
): Promise<{ incidentIds: string[] }> {
  return write(ctx, async (tx) => {
    await tx.lockAll(incidentIds);
    const rows = await tx.rows(incidentProjection, incidentIds);
    const seen = rows.filter((row) => can(ctx.actor, 'incident.read', row).allowed);
    for (const row of seen) demand(ctx.actor, 'incident.merge', row, 'This incident');
    const known = new Set(seen.map(({ id }) => id));
    const errors = incidentIds.flatMap((id, index) =>
      known.has(id) ? [] : [{ path: `incidentIds.${index}`, message: 'must be an incident' }],
    );
    if (errors.length > 0) throw new Invalid(errors, 'unknown-reference');
    const tellings = seen.flatMap((row) => {
      const from = incidentIds.filter((id) => id !== row.id && !row.apartFrom.includes(id));
      if (from.length === 0) return [];
      const payload = { from, reason: reason ?? null };
      return [{ stream: row.id, drafts: [{ kind: 'incident.told_apart', payload }] }];
    });
    if (tellings.length > 0) {
      await tellAll(tx, tellings);
      tx.nudge(INCIDENTS);
    }
    return { incidentIds };
  });
}
