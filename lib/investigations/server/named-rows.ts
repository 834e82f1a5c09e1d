import 'server-only';
import { db } from '@/lib/db/client';
import { evidenceProjection } from '@/lib/evidence/fold';
import { stepProjection } from '@/lib/investigations/fold-held';
import { neededRows } from '@/lib/investigations/needed-rows';
import { evidenceThen, stepThen } from '@/lib/live/as-then';
import { flagProjection, type FlagRow } from '@/lib/live/past';
import { pastTables } from '@/lib/live/server/past-tables';
import { loadRows } from '@/lib/log/rows';
import type { StoredEvent } from '@/lib/log/schema';

/** The steps and items of evidence that events name, as they stood at a seq. */
export async function namedRows(id: string, seq: number, events: StoredEvent[]) {
  const needed = neededRows({ events, hypotheses: [], versions: [], drift: null });
  const keys = (ids: string[]) => ids.map((each) => `${id}/${each}`);
  const [step, evidence, tables] = await Promise.all([
    loadRows(db(), stepProjection, keys(needed.steps)),
    loadRows(db(), evidenceProjection, keys(needed.evidence)),
    needed.evidence.length > 0 ? pastTables(id, seq) : undefined,
  ]);
  const marks = tables?.get(flagProjection.name) as Map<string, FlagRow> | undefined;
  return {
    step: step.flatMap((row) => stepThen(row, seq) ?? []),
    evidence: evidence.flatMap((row) => evidenceThen(row, seq, marks?.get(row.key)) ?? []),
  };
}
