import type { Change } from '../deployer/record';
import { awaitEnding, type Ending } from './after-proposal';
import type { Run } from './run-context';
import { errorShareLook } from './lanes/error-share';
import { percent, type Look, type Scene } from './looks';
import type { Notebook } from './notebook';
import { rollbackArguments, rollbackProposal } from './proposal';
import type { Casebook } from './reasoning/casebook';
import { releaseSuspect, statementOf } from './reasoning/suspects';
import { dryRun } from './tools/change-tool';

/** The deployer's own word on what the rollback would do. */
function dryRunLook({ site }: Run, change: Change): Look {
  const args = rollbackArguments(change);
  const argv = ['shop-deploy', ...args, '--dry-run'];
  const nowMs = Date.now();
  return {
    lane: 'changes',
    source: 'changes',
    tool: 'deploy_dry_run',
    args: { argv },
    query: argv.join(' '),
    service: change.service,
    window: { fromMs: nowMs, toMs: nowMs },
    see: async () => ({
      title: `Dry run: what going back to ${change.service} ${change.from} would do`,
      body: { format: 'text', text: await dryRun(site, args) },
      claims: [],
    }),
  };
}

/**
 * Tries the rollback dry, proposes it, and waits for how it ends. Where even the dry run fails
 * nothing is proposed.
 */
export async function proposeRollback(
  run: Run,
  scene: Scene,
  casebook: Casebook,
  change: Change,
): Promise<Ending> {
  const { client, session } = run;
  const taken = await session.takeLook(dryRunLook(run, change));
  if (taken?.seen.body.format !== 'text') {
    const sentence = `${change.service} cannot be rolled back to ${change.from}: the dry run failed.`;
    return { isExecuted: false, verification: 'none', sentence };
  }
  const hypothesisId = releaseSuspect(change).id;
  const proposal = rollbackProposal({
    scene: { ...scene, window: { ...scene.window, toMs: Date.now() } },
    change,
    hypothesisId,
    confidence: casebook.probabilities()[hypothesisId] ?? 0,
    evidenceIds: [...casebook.evidenceIds(), taken.evidenceId],
    dryRun: taken.seen.body.text,
  });
  const action = await session.write(() => client.actions.propose(session.id, proposal));
  return awaitEnding(client, session.hold, action.id);
}

function leaderOf(casebook: Casebook, service: string): string {
  const [leader] = casebook.ranking();
  if (!leader) return 'nothing on the list.';
  return `${statementOf(leader.suspect, service)} (${percent(leader.probability)})`;
}

/** What the executor's verification is worth as a finding: it measures with a test of its own. */
const SURE = 0.98;

/** Looks once more after an execution, weighs how it ended, and concludes. */
export async function wrapUp(
  { session, incident }: Run,
  scene: Scene,
  notebook: Notebook,
  casebook: Casebook,
  hypothesisId: string,
  { isExecuted, verification, sentence }: Ending,
): Promise<void> {
  if (isExecuted) {
    const window = { fromMs: scene.window.fromMs, toMs: Date.now() };
    const taken = await session.takeLook(errorShareLook({ ...scene, window }));
    const isKnown = verification === 'recovered' || verification === 'not_recovered';
    if (taken && isKnown) {
      const claim = { kind: 'recovered-when-undone', suspect: hypothesisId } as const;
      const certainty = verification === 'recovered' ? SURE : 1 - SURE;
      await notebook.weigh({ ...taken, seen: { ...taken.seen, claims: [{ certainty, claim }] } });
    }
  }
  await session.post([{ kind: 'note.added', text: sentence }]);
  const isSolved = verification === 'recovered';
  const rest = isSolved
    ? `That release is what made ${incident.service} fail.`
    : `Likeliest, and unproven: ${leaderOf(casebook, incident.service)}`;
  const outcome = isSolved ? 'root_cause_identified' : 'best_effort';
  await session.post([
    { kind: 'investigation.concluded', outcome, summary: `${sentence} ${rest}` },
  ]);
}
