import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { Conflict, Invalid } from '@/lib/errors';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { checkpointProjection } from '@/lib/investigations/fold-held';
import { demandRunning, demandStageFor } from '@/lib/investigations/rules';
import type { CheckpointRow, InvestigationRow } from '@/lib/investigations/schema';
import type { RequestCheckpointInput } from '@/lib/investigations/schema-input';
import { checkpointDraft } from '@/lib/investigations/server/checkpoint-draft';
import { holdInvestigation } from '@/lib/investigations/server/load';
import { releasedByPolicy } from '@/lib/investigations/server/release-by-policy';
import { keepingRefusals } from '@/lib/investigations/server/refused-writes';
import { recordedTime } from '@/lib/investigations/server/recorded-time';
import { type Tx, write } from '@/lib/log/write';
import { holdPolicy } from '@/lib/policies/server/current-policy';
import { maskSecrets } from '@/lib/text/mask';

/** Who passes the stop points of a recording: nobody decided, and the record says so. */
const RECORDING = { type: 'system', id: 'recording', name: 'Recording' } as const;

async function demandHypothesis(tx: Tx, row: InvestigationRow, id: string): Promise<void> {
  const hypothesis = await tx.row(hypothesisProjection, `${row.id}/${id}`);
  if (!hypothesis) {
    const message = 'names no hypothesis of this investigation';
    throw new Invalid([{ path: 'hypothesisId', message }], 'unknown-reference');
  }
  if (hypothesis.status !== 'refuted') return;
  const { refutation } = hypothesis;
  const detail = refutation
    ? `${refutation.by.name} refuted this hypothesis. It cannot be committed unless that is taken back.`
    : 'A refuted hypothesis cannot be committed.';
  throw new Conflict('stage-locked', detail);
}

/** Puts an investigation before one of its stop points, where it waits unless policy releases it. */
export async function requestCheckpoint(
  ctx: Ctx,
  { id, stage, summary, hypothesisId }: RequestCheckpointInput & { id: string },
): Promise<CheckpointRow> {
  if (stage === 'commitment' && hypothesisId === undefined) {
    const message = 'is needed: it names the hypothesis to be committed';
    throw new Invalid([{ path: 'hypothesisId', message }]);
  }
  const attempted = () => ['checkpoint.requested'];
  const work = () =>
    write(ctx, async (tx) => {
      await demandLiveAgent(tx, ctx.actor);
      const { row, now } = await holdInvestigation(tx, ctx.actor, 'checkpoint.request', id);
      demandRunning(row);
      demandStageFor(row, stage);
      if (hypothesisId !== undefined) await demandHypothesis(tx, row, hypothesisId);
      // Before the policy is first read, or what is read could be tightened under the release.
      await holdPolicy(tx, row.policy);
      const said = maskSecrets(summary);
      const asked = {
        stage,
        summary: said.value,
        hypothesisId: hypothesisId ?? null,
        raised: null,
      };
      const draft = await checkpointDraft(tx, row, now, asked);
      const { checkpoint, evidenceRoot: root } = draft.payload;
      const at = await recordedTime(tx, row);
      await tx.append(id, [{ ...draft, ...at }]);
      if (row.clock === 'imported') {
        const payload = {
          checkpoint,
          stage,
          hypothesisId: asked.hypothesisId,
          decision: 'release',
          evidenceRoot: root,
          reason: 'Passed in the recording; no person decided here.',
          instruction: null,
          budget: null,
        };
        await tx.append(id, [{ kind: 'checkpoint.decided', payload, actor: RECORDING, ...at }]);
      }
      if (row.clock === 'live') {
        const point = { ...asked, checkpoint, evidenceRoot: root };
        await tx.append(id, await releasedByPolicy(tx, row, point));
      }
      tx.nudge(INCIDENTS);
      const made = await tx.row(checkpointProjection, checkpoint);
      if (!made) throw new Error(`Stop point ${checkpoint} was made and cannot be read.`);
      return made;
    });
  return keepingRefusals(ctx, attempted, work);
}
