import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sayCounts, whyFrozen } from '@/components/freeze/freeze-words';
import { DomainError } from '@/lib/errors';
import { freezeProjection, freezeStream } from '@/lib/freeze/fold';
import {
  demandAskable,
  demandSecondPerson,
  demandWithdrawable,
  frozen,
  reaches,
} from '@/lib/freeze/rules';
import type { FreezeRow } from '@/lib/freeze/schema';
import type { StoredEvent } from '@/lib/log/schema';

const person = (id: string) => ({ type: 'person' as const, id, name: id.toUpperCase() });

const row = (more: Partial<FreezeRow> = {}): FreezeRow => ({
  id: 'frz_1',
  service: 'checkout',
  reason: 'It got out of hand.',
  state: 'active',
  setBy: person('ann'),
  setAt: '2026-03-01T12:00:00.000Z',
  reached: { paused: [], revoked: [], underWay: [] },
  liftRequest: null,
  agreedBy: null,
  liftedAt: null,
  ...more,
});

const asked = (by: string): Partial<FreezeRow> => ({
  liftRequest: { id: 'lft_1', by: person(by), at: '2026-03-01T12:05:00.000Z', reason: 'Quiet.' },
});

const slugOf = (act: () => void): string => {
  try {
    act();
    return 'done';
  } catch (error) {
    if (error instanceof DomainError) return error.slug;
    throw error;
  }
};

describe('what a freeze reaches', () => {
  test('of everything is everything; of a service, what touches that service', () => {
    expect(reaches('*', [])).toBe(true);
    expect(reaches('checkout', ['payments', 'checkout'])).toBe(true);
    expect(reaches('checkout', ['checkout-eu'])).toBe(false);
  });

  test('is told with who, when and why to those who may know, and without a name to others', () => {
    const told = frozen(row(), true, 'Nothing was started.');
    expect(told.message).toContain('checkout is frozen, by ANN');
    expect(told.extra).toMatchObject({ freeze: { id: 'frz_1', reason: 'It got out of hand.' } });
    const hidden = frozen(row(), false, 'Nothing was started.');
    expect(JSON.stringify([hidden.message, hidden.extra])).not.toMatch(/checkout|ANN|hand/);
  });
});

describe('lifting', () => {
  const all = () => true;
  test.each<[string, () => void]>([
    ['done', () => demandAskable(row(), false)],
    ['lift-requested', () => demandAskable(row(asked('ann')), true)],
    ['done', () => demandAskable(row(asked('ann')), false)],
    ['already-lifted', () => demandAskable(row({ state: 'lifted' }), false)],
    ['no-lift-request', () => demandSecondPerson(row(), 'lft_1', 'bob', all)],
    ['no-lift-request', () => demandSecondPerson(row(asked('ann')), 'lft_0', 'bob', all)],
    ['second-person', () => demandSecondPerson(row(asked('ann')), 'lft_1', 'ann', all)],
    ['done', () => demandSecondPerson(row(asked('ann')), 'lft_1', 'bob', all)],
    [
      'not-eligible',
      () => demandSecondPerson(row(asked('ann')), 'lft_1', 'bob', (id) => id === 'bob'),
    ],
    [
      'not-eligible',
      () => demandSecondPerson(row(asked('ann')), 'lft_1', 'bob', (id) => id === 'ann'),
    ],
    ['forbidden', () => demandWithdrawable(row(asked('ann')), 'lft_1', 'bob')],
    ['done', () => demandWithdrawable(row(asked('ann')), 'lft_1', 'ann')],
  ])('%s', (slug, act) => {
    expect(slugOf(act)).toBe(slug);
  });
});

type Move = { what: 'ask' | 'withdraw' | 'agree'; by: string };
const move: fc.Arbitrary<Move> = fc.record({
  what: fc.constantFrom('ask' as const, 'withdraw' as const, 'agree' as const),
  by: fc.constantFrom('ann', 'bob', 'cid'),
});

test('no sequence of moves lifts a freeze without two people, each by an act of their own', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const event = (kind: string, by: string, payload: object, seq: number): StoredEvent => ({
        stream: freezeStream('checkout'),
        seq,
        id: `e${seq}`,
        kind,
        actor: person(by),
        at: '2026-03-01T12:00:00.000Z',
        recordedAt: '2026-03-01T12:00:00.000Z',
        hash: '',
        payload: { freeze: 'frz_1', ...payload },
      });
      let held: FreezeRow = row();
      const acts: Move[] = [];
      moves.forEach(({ what, by }, i) => {
        const request = held.liftRequest?.id ?? 'lft_none';
        const next = {
          ask: { kind: 'freeze.lift_requested', payload: { request: `lft_${i}`, reason: 'x' } },
          withdraw: { kind: 'freeze.lift_withdrawn', payload: { request } },
          agree: { kind: 'freeze.lifted', payload: { request } },
        }[what];
        const slug = slugOf(() => {
          if (what === 'ask') demandAskable(held, held.liftRequest !== null);
          else if (what === 'withdraw') demandWithdrawable(held, request, by);
          else demandSecondPerson(held, request, by, () => true);
        });
        if (slug !== 'done') return;
        acts.push({ what, by });
        held =
          freezeProjection.fold(held, event(next.kind, by, next.payload, i + 2), 'frz_1') ?? held;
      });
      if (held.state !== 'lifted') return;
      const last = acts.at(-1);
      const before = acts.findLast(({ what }) => what === 'ask');
      expect(last?.what).toBe('agree');
      expect(before?.by).not.toBe(last?.by);
      expect(held.agreedBy?.id).not.toBe(held.liftRequest?.by.id);
    }),
  );
});

test('what a freeze held is said in words, and nothing where it is not ours to know', () => {
  expect(sayCounts({ paused: 1, revoked: 2, underWay: 0 })).toBe(
    '1 run paused, 2 signed changes voided before anything was carried out.',
  );
  expect(sayCounts({ paused: 0, revoked: 0, underWay: 1 })).toBe(
    'No agent was at work. 1 change was being carried out already, and could not be recalled.',
  );
  expect(sayCounts(null)).toBe('');
  const out = { ...row(), counts: null };
  expect(whyFrozen(out)).toBe('checkout is frozen, by ANN. Lifting it takes two people.');
});
