import 'server-only';
import { isMaterial, levelOf, MEASURED_FROM, measureDrift } from '@/lib/drift/rules';
import type { DriftMeasured } from '@/lib/drift/schema';
import { readFacts } from '@/lib/drift/server/read-facts';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { isOccasion, reasonToStop } from '@/lib/investigations/raise';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { checkpointDraft } from '@/lib/investigations/server/checkpoint-draft';
import { heldNow } from '@/lib/investigations/server/load';
import { recordedTime } from '@/lib/investigations/server/recorded-time';
import type { Draft } from '@/lib/log/append';
import type { EventActor } from '@/lib/log/schema';
import type { Tx } from '@/lib/log/write';
import type { PolicyRef } from '@/lib/policies/schema';
import { termsFor } from '@/lib/policies/server/terms-for';

const asPolicy = ({ id, version }: PolicyRef): EventActor => ({
  type: 'policy',
  id,
  name: `Policy version ${version}`,
});

async function measure(
  tx: Tx,
  row: InvestigationRow,
  nowMs: number,
  threshold: number,
): Promise<DriftMeasured | null> {
  if (Math.max(row.evidenceCount, row.stepCount) < MEASURED_FROM) return null;
  const measured = measureDrift(await readFacts(tx, row), nowMs);
  return { ...measured, level: levelOf(measured.score, threshold), threshold };
}

/**
 * Looks at an investigation that this transaction holds: measures how far it has wandered, records
 * that where it says anything new, and puts the agent before a stop point where it has wandered too
 * far or used up a budget. Nothing an agent sends can ask for this or prevent it.
 * @param runningMs how long it has run without being held; left out, that budget is not asked about
 */
export async function oversee(tx: Tx, id: string, now: Date, runningMs?: number): Promise<void> {
  const row = await heldNow(tx, id);
  const isGoing = row.status === 'running' || row.status === 'waiting' || row.status === 'paused';
  if (!isGoing) return;
  const { terms, policy } = await termsFor(tx, row);
  const told = await recordedTime(tx, row);
  const nowMs = Date.parse(told.at ?? now.toISOString());
  const measured = await measure(tx, row, nowMs, terms.driftThreshold);
  const reason = reasonToStop(row, measured, terms.budgets, runningMs);
  const actor = asPolicy(policy);
  const drafts: Draft[] = [];
  if (measured && (reason?.by === 'drift' || isMaterial(row.drift, measured))) {
    drafts.push({ kind: 'drift.measured', payload: measured, actor, ...told });
    if (row.drift?.level !== measured.level) tx.nudge(INCIDENTS);
  }
  if (reason) {
    const stage = reason.by;
    const { sentence: summary } = reason;
    const asked = { stage, summary, hypothesisId: null, raised: reason };
    drafts.push({ ...(await checkpointDraft(tx, row, now, asked)), actor });
    tx.nudge(INCIDENTS);
  }
  await tx.append(id, drafts);
}

/**
 * Oversees after a batch of an agent's events, where it is an occasion: always while there is little,
 * and of a flood once a window, so that it costs a flood little.
 * @param before the investigation as it was before the batch
 */
export async function overseeBatch(tx: Tx, before: InvestigationRow, now: Date): Promise<void> {
  if (isOccasion(before, await heldNow(tx, before.id))) await oversee(tx, before.id, now);
}
