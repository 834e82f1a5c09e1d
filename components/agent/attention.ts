import { EXPIRES_SOON_MS, isLive } from '@/lib/agents/rules';
import type { AgentOut } from '@/lib/agents/schema-views';

/** Something about an agent that a person should look at; `at` is when it comes to a head. */
export interface Attention {
  key: 'owner' | 'suspended' | 'trim' | 'expires';
  text: string;
  at?: string;
}

const OWNERS: Record<AgentOut['ownerStatus'], string | undefined> = {
  active: undefined,
  disabled: 'Its owner was disabled: nobody answers for it.',
  invited: 'Its owner has not joined yet: nobody answers for it.',
  unknown: 'Its owner is not known: nobody answers for it.',
};

/** What wants a person's eye; nothing of those that have ended, who can do no harm. */
export function attentionOf(agent: AgentOut, nowMs: number): Attention[] {
  if (!isLive(agent)) return [];
  const found: Attention[] = [];
  const owner = OWNERS[agent.ownerStatus];
  if (owner) {
    const until = agent.status === 'active' ? agent.ownerlessUntil : null;
    found.push({ key: 'owner', text: owner, ...(until ? { at: until } : {}) });
  }
  if (agent.status === 'suspended') {
    found.push({
      key: 'suspended',
      text: `Suspended: ${agent.statusReason ?? 'no reason stands'}`,
    });
  }
  if (agent.trim) found.push({ key: 'trim', text: 'A narrower scope waits for a decision.' });
  const isSoon = Date.parse(agent.expiresAt) - nowMs < EXPIRES_SOON_MS;
  if (agent.parentId === null && isSoon) {
    found.push({ key: 'expires', text: 'It ends within a week.', at: agent.expiresAt });
  }
  return found;
}
