import 'server-only';
import type { AgentActor } from '@/lib/access/actor';
import { chooseExecutor } from '@/lib/actions/executors';
import { type ActionContents, actionContents, type ProposeActionInput } from '@/lib/actions/schema';
import type { WeighedAction } from '@/lib/actions/server/weigh-action';
import { agentProjection } from '@/lib/agents/fold';
import { Conflict, type FieldError, Invalid } from '@/lib/errors';
import { evidenceKey } from '@/lib/evidence/fold';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { digestOf } from '@/lib/log/canonical';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';

export interface Proposal {
  id: string;
  version: number;
  input: ProposeActionInput;
  investigation: InvestigationRow;
  proposer: AgentActor;
  now: Date;
  weighed: WeighedAction;
}

/** The executor is looked up, not locked: its right is asked again when it redeems. */
async function executorFor(tx: Tx, { input, now }: Proposal) {
  const { service, environment } = input.target;
  const found = await tx.db.agent.findMany({ where: { kind: 'executor', status: 'active' } });
  const executor = chooseExecutor(input, parseRows(agentProjection, found), now);
  if (executor) return executor;
  throw new Conflict(
    'no-executor',
    `No active executor may ${input.kind} ${service} in ${environment}. Nothing was proposed.`,
  );
}

async function hypothesisFor(tx: Tx, { input, investigation }: Proposal) {
  const { id, committedHypothesisId } = investigation;
  const row =
    input.hypothesisId === committedHypothesisId
      ? await tx.row(hypothesisProjection, `${id}/${input.hypothesisId}`)
      : undefined;
  if (row?.status === 'refuted') {
    throw new Conflict(
      'stage-locked',
      'The committed hypothesis was refuted since. Return to it first.',
    );
  }
  return row;
}

async function evidenceFor(tx: Tx, { input, investigation }: Proposal) {
  const keys = input.evidenceIds.map((id) => evidenceKey(investigation.id, id));
  const found = await tx.db.evidence.findMany({
    where: { key: { in: keys } },
    select: { id: true, digest: true },
  });
  return new Map(found.map(({ id, digest }) => [id, digest]));
}

/** Only what was executed can be rolled back, and only within the same incident. */
async function isRollbackOfKnown(tx: Tx, { input, investigation }: Proposal): Promise<boolean> {
  if (input.rollbackOf === undefined) return true;
  const found = await tx.db.action.findUnique({
    where: { id: input.rollbackOf },
    select: { incidentId: true, state: true },
  });
  const wasExecuted = found?.state === 'succeeded' || found?.state === 'failed';
  return wasExecuted && found.incidentId === investigation.incidentId;
}

/**
 * Everything that the digest binds: what was posted, and what is looked up and computed now.
 * @throws Conflict `no-executor`, `stage-locked`; Invalid `unknown-reference`.
 */
export async function prepareContents(
  tx: Tx,
  proposal: Proposal,
): Promise<{ contents: ActionContents; digest: string; expiresAt: string }> {
  const { id, version, input, investigation, proposer, now, weighed } = proposal;
  const executor = await executorFor(tx, proposal);
  const hypothesis = await hypothesisFor(tx, proposal);
  const digests = await evidenceFor(tx, proposal);
  const faults: FieldError[] = [];
  input.evidenceIds.forEach((each, i) => {
    if (!digests.has(each)) {
      faults.push({ path: `evidenceIds.${i}`, message: 'is no evidence of this investigation' });
    }
  });
  if (!hypothesis) {
    faults.push({ path: 'hypothesisId', message: 'is not the committed hypothesis' });
  }
  if (!(await isRollbackOfKnown(tx, proposal))) {
    const message = 'is no action of this incident that was executed';
    faults.push({ path: 'rollbackOf', message });
  }
  if (!hypothesis || faults.length > 0) throw new Invalid(faults, 'unknown-reference');

  const { risk, catalogue, ruling } = weighed;
  const { terms, policy } = ruling;
  const contents = actionContents.parse({
    ...input,
    id,
    version,
    incidentId: investigation.incidentId,
    investigationId: investigation.id,
    proposerId: proposer.id,
    executorId: executor.id,
    risk,
    catalogue,
    requirements: terms.requirements,
    policy,
    hypothesisStatement: hypothesis.statement,
    evidenceDigests: Object.fromEntries(digests),
  });
  const expiresAt = new Date(now.getTime() + terms.actionTtlMs).toISOString();
  return { contents, digest: digestOf(contents), expiresAt };
}
