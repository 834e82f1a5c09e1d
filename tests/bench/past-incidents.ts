import type { Ctx } from '@/lib/access/actor';
import { projections } from '@/lib/composition';
import { newId } from '@/lib/ids';
import { appendTo, type Draft } from '@/lib/log/append';
import { foldInto, type Projection, type Tables } from '@/lib/log/projection';
import { saveRows } from '@/lib/log/rows';
import { write } from '@/lib/log/write';
import { termsOf } from '@/lib/policies/rules';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';

/** Incidents that one transaction writes. */
const AT_ONCE = 50;

const ctx: Ctx = {
  actor: { type: 'system', id: 'bench', name: 'Bench' },
  requestId: 'bench-past-incidents',
};

const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'];
const SERVICES = ['storefront', 'checkout', 'payments'];

interface Past {
  stream: string;
  incidentId: string;
  service: string;
  drafts: Draft[];
}

/** An incident that was opened, looked into and closed: the events that its verbs would write. */
function pastIncident(index: number, agentId: string): [incident: Past, investigation: Past] {
  const incidentId = newId('inc');
  const service = SERVICES[index % SERVICES.length] ?? 'checkout';
  const place = { service, environment: 'production' };
  const opened = {
    ...place,
    title: `Past incident ${index} of ${service}`,
    summary: 'The share of failing requests rose and fell again after a rollback.',
    alerts: [],
    severity: SEVERITIES[index % SEVERITIES.length],
    outageClass: 'bad-release',
    startedAt: new Date().toISOString(),
    groupKey: null,
    clock: 'live',
  };
  const created = {
    ...place,
    incidentId,
    agentId,
    goal: null,
    mode: 'propose',
    clock: 'live',
    budgets: termsOf(SHIPPED_DOCUMENT.base).budgets,
    policy: { id: 'pol_default', version: 1 },
  };
  const hypothesis = { id: 'h1', statement: `Release ${index} broke ${service}.`, confidence: 0.8 };
  const concluded = { outcome: 'best_effort', summary: 'Rolled back; the release was the cause.' };
  return [
    {
      stream: incidentId,
      incidentId,
      service,
      drafts: [
        { kind: 'incident.opened', payload: opened },
        { kind: 'incident.changed', payload: { changes: { status: 'closed' } } },
      ],
    },
    {
      stream: newId('inv'),
      incidentId,
      service,
      drafts: [
        { kind: 'investigation.created', payload: created },
        { kind: 'hypothesis.proposed', payload: { hypothesis } },
        { kind: 'note.added', payload: { text: 'The release before does not show it.' } },
        { kind: 'investigation.concluded', payload: concluded },
      ],
    },
  ];
}

async function writeSome(streams: Past[]): Promise<void> {
  await write(ctx, async (tx) => {
    await tx.db.stream.createMany({
      data: streams.map(({ stream, service, incidentId }) => ({ id: stream, service, incidentId })),
    });
    const { now } = await tx.lock(streams[0]?.stream ?? '');
    const tables: Tables = new Map();
    for (const { stream, drafts } of streams) {
      const locked = { head: 0, now };
      const events = await appendTo(tx.db, [{ stream, locked, drafts }], ctx.actor);
      for (const event of events) foldInto(tables, projections, event);
    }
    // Of one table all at once: one by one it is most of the time, and nobody reads in between.
    const rowsOf = ({ name }: Projection) => [...(tables.get(name)?.values() ?? [])];
    await saveRows(
      tx.db,
      projections.map((of) => ({ of, rows: rowsOf(of) })),
    );
  });
}

/**
 * Writes past incidents, six events each, in the log's own transactions: sealed, hashed, appended
 * and folded by the code that does so for the verbs, without one HTTP call and its permissions for
 * each.
 */
export async function writePastIncidents(
  from: number,
  until: number,
  agentId: string,
): Promise<void> {
  for (let first = from; first < until; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, until - first);
    const indexes = Array.from({ length: count }, (_, i) => first + i);
    await writeSome(indexes.flatMap((index) => pastIncident(index, agentId)));
  }
}
