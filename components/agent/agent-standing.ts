import type { StandingChange } from '@/lib/agents/rules';
import type { AgentOut } from '@/lib/agents/schema-views';

type AgentKey = AgentOut['keys'][number];

/** The state that a badge shows: what has expired, or stopped with another, can do nothing. */
export function agentState(agent: Pick<AgentOut, 'status' | 'isExpired' | 'heldBy'>): string {
  if (agent.status === 'revoked') return 'revoked';
  if (agent.isExpired) return 'expired';
  return agent.heldBy?.state ?? agent.status;
}

/** What can be done to an agent as it stands. */
export function changesFor({ status }: Pick<AgentOut, 'status'>): StandingChange[] {
  if (status === 'revoked') return [];
  return status === 'suspended' ? ['resume', 'revoke'] : ['suspend', 'revoke'];
}

interface ChangeWords {
  verb: string;
  /** What it does, before it is done. */
  says: string;
}

export const changeWords: Record<StandingChange, ChangeWords> = {
  suspend: {
    verb: 'Suspend',
    says: 'Its writes are refused from now on, and those of all it delegated to, until somebody resumes it. It may still be running.',
  },
  resume: { verb: 'Resume', says: 'It may write again, and so may all it delegated to.' },
  revoke: {
    verb: 'Revoke',
    says: 'For good. Its keys end, with all it delegated to; what it proposed is voided, and so are grants that nobody picked up.',
  },
};

/** How a key stands: what was rotated still holds until its overlap is over. */
export function keyState(
  { revokedAt, expiresAt, replacedBy }: AgentKey,
  nowMs: number,
): 'works' | 'replaced' | 'ended' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && Date.parse(expiresAt) <= nowMs) return 'ended';
  return replacedBy === null ? 'works' : 'replaced';
}

/** Keys as a line: how many work, and when the newest was made. */
export function keyWords(
  keys: AgentKey[],
  nowMs: number,
): { text: string; newestAt: string | undefined } {
  const working = keys.filter((key) => /works|replaced/.test(keyState(key, nowMs)));
  const newestAt = working
    .map(({ createdAt }) => createdAt)
    .sort()
    .at(-1);
  const ended = keys.length - working.length;
  const count = working.length === 1 ? '1 working key' : `${working.length} working keys`;
  return { text: ended > 0 ? `${count}, ${ended} ended` : count, newestAt };
}
