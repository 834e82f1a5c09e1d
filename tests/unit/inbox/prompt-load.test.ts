import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Ask,
  askOfPoint,
  askOfVersion,
  measureLoad,
  quantile,
} from '@/lib/prompt-load/measure';

const FROM = new Date('2026-03-01T00:00:00.000Z');
const NOW = new Date('2026-03-07T12:00:00.000Z');
const at = (minutes: number): string => new Date(FROM.getTime() + minutes * 60_000).toISOString();
const measure = (asks: Ask[]) => measureLoad({ asks, from: FROM, now: NOW, nameOf: (id) => id });

const ask: fc.Arbitrary<Ask> = fc
  .record({
    service: fc.constantFrom('checkout', 'payments'),
    minute: fc.integer({ min: -2000, max: 12_000 }),
    took: fc.integer({ min: 0, max: 200 }),
    askedOf: fc.subarray(['usr_a', 'usr_b', 'usr_c']),
    outcome: fc.constantFrom<Ask['outcome']>(
      'open',
      'decided',
      'expired',
      'withdrawn',
      'superseded',
    ),
    by: fc.constantFrom('usr_a', 'usr_b', 'usr_d'),
  })
  .map(({ service, minute, took, askedOf, outcome, by }) => {
    const isDecided = outcome === 'decided';
    const settledAt = isDecided ? at(minute + took) : null;
    const answers = settledAt === null ? [] : [{ person: by, at: settledAt }];
    return { service, askedAt: at(minute), askedOf, answers, outcome, settledAt };
  });

describe('the load of prompts', () => {
  test('counts each ask of the window once: its outcomes, services and days all add up', () => {
    fc.assert(
      fc.property(fc.array(ask), (asks) => {
        const { total, services, daily, people } = measure(asks);
        const { asked, decided, expired, withdrawn, superseded, open } = total;
        expect(decided + expired + withdrawn + superseded + open).toBe(asked);
        const sum = (of: { asked: number }[]) => of.reduce((n, each) => n + each.asked, 0);
        expect(sum(services)).toBe(asked);
        expect(sum(daily)).toBe(asked);
        expect(daily).toHaveLength(7);
        for (const person of people) {
          expect(person.decided + person.byOthers).toBeLessThanOrEqual(person.asked);
          expect(person.asked).toBeLessThanOrEqual(asked);
        }
        if (decided > 0) expect(total.p90Ms ?? 0).toBeGreaterThanOrEqual(total.medianMs ?? 0);
        else expect(total.medianMs).toBeNull();
      }),
    );
  });

  test('tells whom it fell to, and how long they took', () => {
    const decided = (minute: number, took: number, by: string): Ask => ({
      service: 'checkout',
      askedAt: at(minute),
      askedOf: ['usr_a', 'usr_b'],
      answers: [{ person: by, at: at(minute + took) }],
      outcome: 'decided',
      settledAt: at(minute + took),
    });
    const { people, total } = measure([
      decided(1, 2, 'usr_a'),
      decided(2, 4, 'usr_a'),
      decided(3, 30, 'usr_b'),
    ]);
    const [a] = people;
    expect(a).toMatchObject({
      id: 'usr_a',
      asked: 3,
      decided: 2,
      byOthers: 1,
      medianMs: 120_000,
      p90Ms: 240_000,
    });
    expect(total).toMatchObject({ medianMs: 240_000, p90Ms: 1_800_000 });
  });

  test.each([
    [[], 0.5, null],
    [[7], 0.9, 7],
    [[1, 2, 3, 4], 0.5, 2],
    [[4, 3, 2, 1], 0.9, 4],
  ])('the quantile of %j at %d is %j, by the nearest rank', (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });
});

describe('what became of asking', () => {
  const person = { type: 'person', id: 'usr_a' };
  const version = {
    service: 'checkout',
    askedAt: at(0),
    askedOf: ['usr_a'],
    approvals: 2,
    decisions: [] as { by: { type: string; id: string }; decision: string; at: string }[],
    state: 'pending_approval' as string | null,
  };
  const approve = (minute: number, id = 'usr_a') => ({
    by: { type: 'person', id },
    decision: 'approve',
    at: at(minute),
  });

  test.each([
    ['nothing yet', version, 'open', null],
    ['one signature of two', { ...version, decisions: [approve(1)] }, 'open', null],
    [
      'the signature that completes it',
      { ...version, decisions: [approve(1), approve(5, 'usr_b')], state: 'succeeded' },
      'decided',
      at(5),
    ],
    [
      'one refusal',
      { ...version, decisions: [{ by: person, decision: 'reject', at: at(3) }], state: 'rejected' },
      'decided',
      at(3),
    ],
    ['nobody in time', { ...version, state: 'expired' }, 'expired', null],
    ['its agent took it back', { ...version, state: 'withdrawn' }, 'withdrawn', null],
    ['a freeze voided it', { ...version, state: 'revoked' }, 'withdrawn', null],
    ['it was changed first', { ...version, state: null }, 'superseded', null],
  ])('%s', (_name, of, outcome, settledAt) => {
    expect(askOfVersion(of)).toMatchObject({ outcome, settledAt });
  });

  test('what policy decided by itself asked nobody', () => {
    const by = { type: 'policy', id: 'pol_default/1' };
    const decisions = [{ by, decision: 'approve', at: at(0) }];
    expect(
      askOfVersion({ ...version, approvals: 1, decisions, state: 'approved' }),
    ).toBeUndefined();
    const point = { service: 'x', askedAt: at(0), askedOf: [], state: 'released' };
    expect(askOfPoint({ ...point, decidedAt: at(0), decidedBy: by })).toBeUndefined();
    expect(askOfPoint({ ...point, decidedAt: at(9), decidedBy: person })).toMatchObject({
      outcome: 'decided',
      settledAt: at(9),
    });
    expect(
      askOfPoint({ ...point, state: 'expired', decidedAt: at(9), decidedBy: null }),
    ).toMatchObject({
      outcome: 'expired',
    });
  });
});
