import { describe, expect, test } from 'vitest';
import { serverPayloads } from '@/lib/investigations/schema';
import { upcast } from '@/lib/log/kinds';

/** As version 1 wrote them, before the server raised any stop point by itself. */
const REQUESTED = {
  checkpoint: 'chk_1',
  incidentId: 'inc_1',
  stage: 'evidence',
  summary: 'Enough, I think.',
  hypothesisId: null,
  evidenceRoot: 'f'.repeat(64),
  evidenceCount: 2,
  expiresAt: '2026-03-01T12:30:00.000Z',
};
const DECIDED = {
  checkpoint: 'chk_1',
  stage: 'evidence',
  hypothesisId: null,
  decision: 'release',
  evidenceRoot: 'f'.repeat(64),
  reason: null,
  instruction: null,
};

describe('a stop point of version 1', () => {
  test('reads as one that the agent asked for', () => {
    const read = upcast('checkpoint.requested', 1, REQUESTED);
    expect(serverPayloads['checkpoint.requested'].parse(read)).toEqual({
      ...REQUESTED,
      raised: null,
    });
    expect(REQUESTED).not.toHaveProperty('raised');
  });

  test('is decided without any budget', () => {
    const read = upcast('checkpoint.decided', 1, DECIDED);
    expect(serverPayloads['checkpoint.decided'].parse(read)).toEqual({ ...DECIDED, budget: null });
  });

  test('of the current version is left as it is', () => {
    const now = { ...REQUESTED, raised: null };
    expect(upcast('checkpoint.requested', 2, now)).toBe(now);
  });
});
