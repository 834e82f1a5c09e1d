import type { Ctx } from '@/lib/access/actor';
import { newId } from '@/lib/ids';
import { write } from '@/lib/log/write';
import { SHIPPED_POLICY } from '@/lib/policies/rules';

const WRITERS = 4;

const ctx: Ctx = {
  actor: { type: 'system', id: 'bench', name: 'Bench' },
  requestId: 'bench-past-incidents',
};

const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'];
const SERVICES = ['storefront', 'checkout', 'payments'];

/** An incident that was opened, looked into and closed, with the events that its verbs write. */
async function writePast(index: number, agentId: string): Promise<void> {
  const incidentId = newId('inc');
  const investigationId = newId('inv');
  const service = SERVICES[index % SERVICES.length] ?? 'checkout';
  const place = { service, environment: 'production' };
  const startedAt = new Date().toISOString();
  const ended = { changes: { status: 'closed' } };
  const hypothesis = { id: 'h1', statement: `Release ${index} broke ${service}.`, confidence: 0.8 };
  await write(ctx, async (tx) => {
    await tx.append(
      incidentId,
      [
        {
          kind: 'incident.opened',
          payload: {
            ...place,
            title: `Past incident ${index} of ${service}`,
            summary: 'The share of failing requests rose and fell again after a rollback.',
            alerts: [],
            severity: SEVERITIES[index % SEVERITIES.length],
            outageClass: 'bad-release',
            startedAt,
            groupKey: null,
          },
        },
        { kind: 'incident.changed', payload: ended },
      ],
      { service, incidentId },
    );
    await tx.append(
      investigationId,
      [
        {
          kind: 'investigation.created',
          payload: {
            ...place,
            incidentId,
            agentId,
            goal: null,
            mode: SHIPPED_POLICY.mode,
            clock: 'live',
            budgets: SHIPPED_POLICY.budgets,
            policy: { id: 'pol_default', version: SHIPPED_POLICY.version },
          },
        },
        { kind: 'hypothesis.proposed', payload: { hypothesis } },
        { kind: 'note.added', payload: { text: 'The release before does not show it.' } },
        {
          kind: 'investigation.concluded',
          payload: { outcome: 'best_effort', summary: 'Rolled back; the cause was the release.' },
        },
      ],
      { service, incidentId },
    );
  });
}

/**
 * Writes past incidents, six events each, through the log's own `write`: sealed, hashed and
 * projected as ever, without the HTTP calls and permissions of one after the other.
 */
export async function writePastIncidents(
  from: number,
  until: number,
  agentId: string,
): Promise<void> {
  let next = from;
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      while (next < until) await writePast(next++, agentId);
    }),
  );
}
