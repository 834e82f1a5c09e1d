import type { EndedHow } from '@/lib/investigations/views';

/** How an agent left an incident that nothing has fixed, short enough for a row. */
export const ENDED_SHORT: Record<EndedHow, string> = {
  root_cause_identified: 'cause found, not fixed',
  best_effort: 'only a best guess',
  inconclusive: 'no cause found',
  blocked: 'the agent was blocked',
  stopped: 'the agent was stopped',
  failed: 'the agent failed',
};

/** The same as a clause of a sentence. */
export const ENDED_CLAUSE: Record<EndedHow, string> = {
  root_cause_identified: 'the agent settled on a cause, and nothing is known to have fixed it',
  best_effort: 'the agent ended with no more than its best guess',
  inconclusive: 'the agent ended without a cause',
  blocked: 'the agent was blocked and ended',
  stopped: 'the agent was stopped',
  failed: 'the agent failed',
};
