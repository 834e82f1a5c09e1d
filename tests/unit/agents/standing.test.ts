import { expect, test } from 'vitest';
import { expiryOf, type StandingChange, standingEvent } from '@/lib/agents/rules';
import type { AgentRow, AgentStatus } from '@/lib/agents/schema';

const now = new Date('2026-03-01T12:00:00.000Z');

test('an agent ends after ninety days unless it is said when, and never in the past', () => {
  expect(expiryOf(undefined, now)).toBe('2026-05-30T12:00:00.000Z');
  expect(expiryOf('2026-03-01T12:00:00.001Z', now)).toBe('2026-03-01T12:00:00.001Z');
  expect(() => expiryOf(now.toISOString(), now)).toThrow(
    expect.objectContaining({
      slug: 'invalid',
      errors: [expect.objectContaining({ path: 'expiresAt' })],
    }),
  );
});

const row = (status: AgentStatus) => ({ name: 'A', status }) as AgentRow;

test.each<[AgentStatus, StandingChange, string]>([
  ['active', 'suspend', 'agent.suspended'],
  ['active', 'resume', 'already-active'],
  ['active', 'revoke', 'agent.revoked'],
  ['suspended', 'suspend', 'already-suspended'],
  ['suspended', 'resume', 'agent.resumed'],
  ['suspended', 'revoke', 'agent.revoked'],
  ['revoked', 'suspend', 'revoked'],
  ['revoked', 'resume', 'revoked'],
  ['revoked', 'revoke', 'revoked'],
])('an agent that is %s, asked to %s: %s', (status, change, outcome) => {
  const ask = () => standingEvent(row(status), change);
  if (outcome.startsWith('agent.')) expect(ask()).toBe(outcome);
  else expect(ask).toThrow(expect.objectContaining({ slug: outcome, status: 409 }));
});
