import { decisionView } from '@/lib/actions/decision-view';
import { decideAction } from '@/lib/actions/server/decide-action';
import { getAction } from '@/lib/actions/server/get-action';
import { listGrants } from '@/lib/grants/server/list-grants';
import { redeemGrant } from '@/lib/grants/server/redeem-grant';
import { reportExecution } from '@/lib/grants/server/report-execution';
import { reportVerification } from '@/lib/grants/server/report-verification';
import { addNote } from '@/lib/investigations/server/add-note';
import { flagEvidence, giveVerdict } from '@/lib/investigations/server/annotate';
import { giveControl } from '@/lib/investigations/server/give-control';
import { postEvents } from '@/lib/investigations/server/post-events';
import { agentEvent } from '@/lib/investigations/schema';
import { digestOf } from '@/lib/log/canonical';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { as } from '../../support/actors';
import { type makeCast, rollback } from '../../support/proposing';

const at = '2026-03-01T12:00:00.000Z';

/**
 * A run in which a text stands wherever anybody may put one: evidence of a kind that is no text, a
 * step's arguments, notes, an action carried out to its verification and signed on a kept page.
 */
export async function tellEverything(cast: Awaited<ReturnType<typeof makeCast>>, text: string) {
  const { agent, approver, commander, executor } = cast;
  const { id, incidentId } = await cast.investigation();
  const post = (kind: string, rest: object) =>
    postEvents(as(agent), {
      id,
      events: [agentEvent.parse({ id: `told-${kind}`, kind, at, ...rest })],
    });
  await post('step.started', { step: 's1', tool: text, args: { [text]: text } });
  await post('step.finished', { step: 's1', status: 'error', error: text });
  const evidence = { id: 'e9', source: 'logs', title: text, query: text };
  await post('evidence.recorded', {
    evidence: { ...evidence, body: { format: 'log', lines: [{ message: text }] } },
  });
  await post('hypothesis.proposed', { hypothesis: { id: 'h9', statement: text } });
  await post('hypothesis.revised', { hypothesisId: 'h9', because: ['e9'], note: text });
  await post('note.added', { text });
  await giveControl(as(commander), { id, control: 'pause', reason: text });
  await giveControl(as(commander), { id, control: 'resume', reason: text });
  await flagEvidence(as(commander), { id, evidenceId: 'e9', flag: 'key', reason: text });
  await addNote(as(commander), { id, text });
  const { id: actionId } = await proposeAction(as(agent), {
    investigationId: id,
    ...rollback({
      title: text,
      target: { service: 'checkout', environment: 'production', resource: `deploy/${text}` },
      command: { argv: ['deploy', text] },
      parameters: { [text]: text },
      expects: { [text]: text },
      diff: text,
      dryRun: text,
      rationale: text,
      rollback: { argv: ['deploy', text] },
      expectedEffect: text,
      verification: text,
      evidenceIds: ['e1', 'e9'],
    }),
  });
  const shown = await getAction(as(approver), { actionId, waitS: 0 });
  const viewDigest = digestOf(decisionView(shown));
  const { version, digest } = shown;
  const decision = { decision: 'approve', version, digest, viewDigest, reason: text } as const;
  await decideAction(as(approver), { actionId, ...decision });
  return {
    id,
    incidentId,
    actionId,
    viewDigest,
    /** The executor carries it out, and says how it went. */
    async carryOut(): Promise<void> {
      const { items } = await listGrants(as(executor), { waitS: 0 });
      const grant = items.find((each) => each.actionId === actionId);
      if (!grant) throw new Error('It has no grant.');
      const { token } = grant;
      const observed = { [text]: text };
      const { executionId } = await redeemGrant(as(executor), { token, digest, observed });
      const event = (kind: 'started' | 'output' | 'succeeded') => ({ id: kind, kind, at, text });
      const events = [event('started'), event('output'), event('succeeded')];
      await reportExecution(as(executor), { executionId, events });
      await reportVerification(as(executor), { executionId, status: 'recovered', evidence: text });
      const verdict = { verdict: 'right', reason: text } as const;
      await giveVerdict(as(commander), { id, actionId, ...verdict });
      await post('investigation.concluded', { outcome: 'best_effort', summary: text });
    },
  };
}
