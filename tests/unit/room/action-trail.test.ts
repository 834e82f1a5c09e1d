import { describe, expect, it } from 'vitest';
import { actionTrail, closingWords } from '@/components/incident/action-trail';
import { awaitedOf } from '@/components/incident/awaited';
import type { StoredEvent } from '@/lib/log/schema';
import { contents } from '../pages/samples';
import { ANN, created, eventAt, factsFrom, incident, instantAt } from './room-sample';

const HANDS = { type: 'executor', id: 'agt_2', name: 'release-executor' } as const;
const of = { action: 'act_1', version: 1 };

const signed = [
  created(),
  eventAt(2, 'action.proposed', {
    ...of,
    digest: 'd',
    contents: contents(),
    expiresAt: instantAt(600),
  }),
  eventAt(
    3,
    'action.decided',
    {
      ...of,
      digest: 'd',
      decisionId: 'dec_1',
      decision: 'approve',
      state: 'approved',
      reason: null,
      viewDigest: null,
      view: null,
    },
    { actor: ANN },
  ),
  eventAt(4, 'grant.minted', {
    ...of,
    grant: 'grt_1',
    digest: 'd',
    executorId: HANDS.id,
    jti: 'grt_1',
    keyId: 'k',
    expiresAt: instantAt(120),
  }),
];
const refused = eventAt(
  5,
  'grant.refused',
  { grant: 'grt_1', action: 'act_1', slug: 'target-busy', detail: 'Another execution runs.' },
  { actor: HANDS },
);
const redeemed = eventAt(
  5,
  'grant.redeemed',
  {
    grant: 'grt_1',
    action: 'act_1',
    execution: 'exe_1',
    target: contents().target,
    observed: null,
    leaseExpiresAt: instantAt(65),
  },
  { actor: HANDS },
);

function trailOf(...events: StoredEvent[]) {
  const facts = factsFrom([...signed, ...events]);
  const [action] = facts.actions;
  if (!action) throw new Error('Nothing was proposed.');
  return { facts, action, trail: actionTrail(action, facts) };
}

describe('what became of a change, in the room', () => {
  it('says at once why it was held back, in words and not in the schema’s', () => {
    const { trail, facts } = trailOf(refused);
    expect(trail.at(-1)).toMatchObject({
      word: 'Refused: the target is busy',
      says: 'Another execution runs.',
    });
    expect(awaitedOf(incident, facts).waitsFor).toContain('refused at its last try');
  });

  it('says why a grant ran out, and that nothing was executed', () => {
    const reason = 'The grant was not redeemed in time: its executor is suspended.';
    const { trail, action } = trailOf(
      eventAt(5, 'grant.expired', { grant: 'grt_1', action: 'act_1' }),
      eventAt(6, 'action.expired', { ...of, reason }),
    );
    expect(trail.at(-1)).toMatchObject({ noun: 'grant', value: 'expired', says: reason });
    expect(closingWords(action)).toContain('Nothing was executed.');
  });

  it('awaits nobody once somebody measured that it helped, though the incident is open', () => {
    const execution = { execution: 'exe_1', action: 'act_1' };
    const told = { leaseExpiresAt: instantAt(66), text: null, exitCode: 0 };
    const { facts } = trailOf(
      redeemed,
      eventAt(6, 'execution.succeeded', { ...execution, ...told }, { actor: HANDS }),
      eventAt(7, 'verification.reported', { ...of, ...execution, status: 'recovered' }),
      eventAt(8, 'investigation.concluded', {
        outcome: 'root_cause_identified',
        summary: 'Gone.',
      }),
    );
    expect(awaitedOf(incident, facts).who).toBe('nobody');
  });

  it('names who settled an outcome that nobody knew, and awaits no word of the silent one', () => {
    const lost = eventAt(6, 'execution.lost', { execution: 'exe_1', action: 'act_1' });
    expect(trailOf(redeemed, lost).trail.at(-1)).toMatchObject({ value: 'indeterminate' });
    const settled = eventAt(
      7,
      'action.settled',
      { ...of, outcome: 'failed', reason: 'r42 still answers.' },
      { actor: ANN },
    );
    const { trail, action } = trailOf(redeemed, lost, settled);
    expect(trail.find(({ key }) => key === 'settlement')).toMatchObject({
      word: 'Settled as failed by Ann',
      says: 'r42 still answers.',
    });
    expect(closingWords(action)).toBeUndefined();
  });

  it('tells a rejection’s reason once', () => {
    const events = [
      ...signed.slice(0, 2),
      eventAt(
        3,
        'action.decided',
        {
          ...of,
          digest: 'd',
          decisionId: 'dec_1',
          decision: 'reject',
          state: 'rejected',
          reason: 'Too wide.',
          viewDigest: null,
          view: null,
        },
        { actor: ANN },
      ),
    ];
    const facts = factsFrom(events);
    const [action] = facts.actions;
    const said = action && actionTrail(action, facts).map(({ says }) => says);
    expect(said).toEqual(['Too wide.']);
    expect(action && closingWords(action)).toBe('Nothing was executed.');
  });
});
