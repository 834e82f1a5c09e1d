import 'server-only';
import type { ActionVersionRow } from '@/lib/actions/schema';
import { db } from '@/lib/db/client';
import { evidenceProjection } from '@/lib/evidence/fold';
import { type EvidenceRow, evidenceSource } from '@/lib/evidence/schema';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import { stepProjection } from '@/lib/investigations/fold-held';
import { holdsWhole, neededRows, WHOLE_ROWS } from '@/lib/investigations/needed-rows';
import type { CheckpointRow, InvestigationRow, StepRow } from '@/lib/investigations/schema';
import type { StopTally } from '@/lib/investigations/views';
import type { StoredEvent } from '@/lib/log/schema';
import { parseRows } from '@/lib/log/rows';

export interface Holding {
  row: InvestigationRow;
  events: StoredEvent[];
  hypotheses: HypothesisRow[];
  versions: ActionVersionRow[];
}

export interface HeldRows {
  isWhole: boolean;
  step: StepRow[];
  evidence: EvidenceRow[];
}

/**
 * The steps and items of evidence that a room holds of an investigation: all of them, or, of many,
 * those that something which it shows names. As they stand now, up to the row's last seq.
 */
export async function heldRows({ row, events, ...named }: Holding): Promise<HeldRows> {
  const { id: investigationId, lastSeq, drift } = row;
  const isWhole = holdsWhole(row);
  const seq = { lte: lastSeq };
  if (isWhole) {
    const all = { where: { investigationId, seq }, take: WHOLE_ROWS } as const;
    const [step, evidence] = await Promise.all([
      db().step.findMany({ ...all, orderBy: { seq: 'asc' } }),
      db().evidence.findMany({ ...all, orderBy: { seq: 'asc' } }),
    ]);
    return {
      isWhole,
      step: parseRows(stepProjection, step),
      evidence: parseRows(evidenceProjection, evidence),
    };
  }
  const needed = neededRows({ events, drift, ...named });
  const keys = (ids: string[]) => ids.map((id) => `${investigationId}/${id}`);
  const newest = { where: { investigationId, seq }, orderBy: { seq: 'desc' }, take: 1 } as const;
  const [step, evidence, last] = await Promise.all([
    db().step.findMany({ where: { key: { in: keys(needed.steps) }, seq } }),
    db().evidence.findMany({ where: { key: { in: keys(needed.evidence) }, seq } }),
    // Whether what was told was followed is read off what was found last.
    db().evidence.findMany(newest),
  ]);
  const items = new Map([...last, ...evidence].map((each) => [each.key, each]));
  return {
    isWhole,
    step: parseRows(stepProjection, step),
    evidence: parseRows(evidenceProjection, [...items.values()]),
  };
}

/** What had been found by the latest stop point, counted where the room cannot count it. */
export async function tallyOf(
  investigationId: string,
  checkpoints: readonly CheckpointRow[],
): Promise<StopTally | null> {
  const [latest, before] = checkpoints.toSorted((a, b) => b.requestedSeq - a.requestedSeq);
  if (!latest) return null;
  const found = await db().$queryRaw<{ source: string; service: string; n: number; m: number }[]>`
    SELECT "source", "service", count(*)::int AS "n",
           count(*) FILTER (WHERE "seq" > ${before?.requestedSeq ?? 0})::int AS "m"
    FROM "evidence"
    WHERE "investigationId" = ${investigationId} AND "seq" <= ${latest.requestedSeq}
    GROUP BY "source", "service" ORDER BY "source", "service"`;
  return {
    checkpointId: latest.id,
    items: found.map(({ source, service, n, m }) => ({
      source: evidenceSource.parse(source),
      service,
      items: n,
      since: m,
    })),
  };
}
