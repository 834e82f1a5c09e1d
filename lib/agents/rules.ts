import type { AgentRow, AgentStatus } from '@/lib/agents/schema';
import { Conflict, Invalid } from '@/lib/errors';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Every agent expires, after this long unless said. */
const DEFAULT_TTL_MS = 90 * DAY_MS;

/** When a new agent ends. @throws Invalid for an instant that is past. */
export function expiryOf(expiresAt: string | undefined, now: Date): string {
  if (expiresAt === undefined) return new Date(now.getTime() + DEFAULT_TTL_MS).toISOString();
  if (Date.parse(expiresAt) > now.getTime()) return expiresAt;
  throw new Invalid([{ path: 'expiresAt', message: 'must be in the future' }]);
}

export type StandingChange = 'suspend' | 'resume' | 'revoke';

const FROM: Record<StandingChange, AgentStatus[]> = {
  suspend: ['active'],
  resume: ['suspended'],
  revoke: ['active', 'suspended'],
};

const KIND = {
  suspend: 'agent.suspended',
  resume: 'agent.resumed',
  revoke: 'agent.revoked',
} as const;

/** The event of a change in an agent's standing. Revoking is for good. @throws Conflict */
export function standingEvent(row: AgentRow, change: StandingChange): string {
  if (FROM[change].includes(row.status)) return KIND[change];
  const slug = row.status === 'revoked' ? 'revoked' : (`already-${row.status}` as const);
  throw new Conflict(slug, `${row.name} is ${row.status}. Nothing was changed.`);
}
