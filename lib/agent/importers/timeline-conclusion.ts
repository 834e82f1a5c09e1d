import type { AgentEvent } from '../sdk/types';
import type { RecordedRun } from './recorded-run';

type Conclusion = Pick<
  Extract<AgentEvent, { kind: 'investigation.concluded' }>,
  'outcome' | 'summary'
>;

/** How a run ended. No recording states an outcome of ours, so the summary says what it was. */
export function conclusionOf(run: RecordedRun, diagnosis: string | undefined): Conclusion {
  const last = run.entries.findLast((entry) => entry.type === 'thought' && entry.by === 'agent');
  const words = last?.type === 'thought' ? `\n\nThe agent's last words: ${last.text}` : '';
  const say = (outcome: Conclusion['outcome'], text: string): Conclusion => ({
    outcome,
    summary: `Inferred from the recording: ${text}${words}`.slice(0, 20_000),
  });
  if (run.failure) return say('blocked', `the run ended in an error. ${run.failure}`);
  if (diagnosis) {
    return say('root_cause_identified', `the agent submitted a root cause. ${diagnosis}`);
  }
  return say('inconclusive', 'the agent submitted no diagnosis.');
}
