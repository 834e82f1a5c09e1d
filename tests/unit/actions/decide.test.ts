import { describe, expect, test } from 'vitest';
import { decide, type DecisionFacts, demandOpen } from '@/lib/actions/rules';
import type { ActionRow, ActionState, Decision } from '@/lib/actions/schema';
import { type Conflict, Forbidden } from '@/lib/errors';
import type { StoredSignature } from '@/lib/passkeys/signature-schema';
import type { PersonRow } from '@/lib/people/schema';
import type { Requirements } from '@/lib/policies/schema';

const now = new Date('2026-03-01T12:00:00.000Z');
const LONG_AGO = '2026-01-01T00:00:00.000Z';
const DIGEST = 'd'.repeat(64);

const person = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id,
  email: `${id}@tests.local`,
  name: id,
  status: 'active',
  roles: [{ role: 'approver', service: '*', since: LONG_AGO }],
  wasAdmin: false,
  createdAt: LONG_AGO,
  ...more,
});

const approval = (by: string, version = 1): Decision => ({
  id: `dec_${by}`,
  version,
  decision: 'approve',
  by: { type: 'person', id: by, name: by },
  reason: null,
  viewDigest: null,
  brokeGlass: null,
  signature: null,
  view: null,
  at: now.toISOString(),
  seq: 1,
});

const SIGNATURE: StoredSignature = {
  passkey: 'pky_1',
  credentialId: 'AA',
  publicKey: 'AA',
  algorithm: -7,
  authenticatorData: 'AA',
  clientDataJSON: 'AA',
  signature: 'AA',
  nonce: 'AA',
  rpId: 'localhost',
  origin: 'http://localhost:3000',
};

const NEEDS: Requirements = {
  approvals: 1,
  roles: ['approver'],
  separationOfDuties: true,
  stepUp: false,
};

const action = (more: Partial<ActionRow> = {}, needs: Partial<Requirements> = {}): ActionRow =>
  ({
    id: 'act_1',
    service: 'checkout',
    environment: 'production',
    version: 1,
    digest: DIGEST,
    state: 'pending_approval',
    proposedAt: now.toISOString(),
    expiresAt: '2026-03-01T12:30:00.000Z',
    decisions: [],
    contents: { requirements: { ...NEEDS, ...needs } },
    ...more,
  }) as unknown as ActionRow;

const facts = (more: Partial<DecisionFacts> = {}): DecisionFacts => ({
  row: action(),
  person: person('ann'),
  approvers: [],
  proposerFault: undefined,
  ownerIds: ['otto'],
  steeredBy: ['stella'],
  requirements: (more.row ?? action()).contents.requirements,
  proof: { signature: null },
  discredited: new Set(),
  now,
  ...more,
});

const approve = { decision: 'approve' as const, version: 1, digest: DIGEST };
const reject = { decision: 'reject' as const, version: 1, digest: DIGEST, reason: 'No.' };
const refusal = (slug: string) => expect.objectContaining({ slug });

describe('a decision', () => {
  test('approves with the quorum, and rejects with one', () => {
    expect(decide(facts(), approve)).toBe('approved');
    expect(decide(facts(), reject)).toBe('rejected');
    const two = { row: action({}, { approvals: 2 }) };
    expect(decide(facts(two), approve)).toBe('pending_approval');
    expect(decide(facts(two), reject)).toBe('rejected');
  });

  test('counts distinct people whose approval counts now, of this version alone', () => {
    const row = (...decisions: Decision[]) => action({ decisions }, { approvals: 2 });
    const bob = person('bob');
    expect(decide(facts({ row: row(approval('bob')), approvers: [bob] }), approve)).toBe(
      'approved',
    );
    for (const approvers of [
      [],
      [person('bob', { status: 'disabled' })],
      [person('bob', { roles: [{ role: 'approver', service: '*', since: now.toISOString() }] })],
      [person('bob', { roles: [{ role: 'observer', service: '*', since: LONG_AGO }] })],
      [person('bob', { roles: [{ role: 'approver', service: 'payments', since: LONG_AGO }] })],
    ]) {
      const short = facts({ row: row(approval('bob')), approvers });
      expect(decide(short, approve)).toBe('pending_approval');
    }
    const earlier = facts({ row: { ...row(approval('bob', 0)) }, approvers: [bob] });
    expect(decide(earlier, approve)).toBe('pending_approval');
    const ann = facts({ row: row(approval('ann')), approvers: [person('ann')] });
    expect(() => decide(ann, approve)).toThrow(refusal('already-decided'));
  });

  test('of one role leaves the other’s to be given, by another person', () => {
    const needs = { approvals: 2, roles: ['approver', 'commander'] };
    const as = (...roles: ('approver' | 'commander')[]) => ({
      roles: roles.map((role) => ({ role, service: '*', since: LONG_AGO })),
    });
    const after = (...signers: PersonRow[]) => ({
      row: action({ decisions: signers.map(({ id }) => approval(id)) }, needs),
      approvers: signers,
    });
    const carl = person('carl', as('commander'));
    const both = person('bo', as('approver', 'commander'));
    expect(decide(facts(after()), approve)).toBe('pending_approval');
    expect(decide(facts({ ...after(), person: carl }), approve)).toBe('pending_approval');
    expect(decide(facts({ ...after(), person: both }), approve)).toBe('pending_approval');
    expect(decide(facts(after(carl)), approve)).toBe('approved');
    expect(decide(facts(after(both)), approve)).toBe('approved');
    expect(decide(facts({ ...after(both), person: carl }), approve)).toBe('approved');
    // A second of the same role brings nothing nearer; its no counts all the same.
    for (const [first, second] of [
      [person('bob'), person('ann')],
      [carl, person('cora', as('commander'))],
    ] as const) {
      const later = facts({ ...after(first), person: second });
      expect(() => decide(later, approve)).toThrow(
        expect.objectContaining({ slug: 'not-eligible', status: 409 }),
      );
      expect(decide(later, reject)).toBe('rejected');
    }
    // Where the first signer has lost the role, theirs is missing again.
    const lost = after(person('bob', { status: 'disabled' }));
    expect(decide(facts(lost), approve)).toBe('pending_approval');
  });

  test('by a commander is refused where policy does not ask for one, yes and no alike', () => {
    const roles = [{ role: 'commander' as const, service: '*', since: LONG_AGO }];
    for (const input of [approve, reject]) {
      expect(() => decide(facts({ person: person('carl', { roles }) }), input)).toThrow(
        refusal('not-eligible'),
      );
    }
  });

  test('in another environment than the role’s is refused, yes and no alike', () => {
    const inThat = (environment: string) =>
      person('ann', {
        roles: [
          { role: 'approver', service: 'checkout', environments: [environment], since: LONG_AGO },
        ],
      });
    for (const input of [approve, reject]) {
      expect(() => decide(facts({ person: inThat('staging') }), input)).toThrow(
        refusal('not-eligible'),
      );
    }
    expect(decide(facts({ person: inThat('production') }), approve)).toBe('approved');
  });

  test.each([
    [
      'someone without the role',
      person('ann', { roles: [{ role: 'admin', service: '*', since: LONG_AGO }] }),
    ],
    [
      'someone of another service',
      person('ann', { roles: [{ role: 'approver', service: 'a', since: LONG_AGO }] }),
    ],
    ['someone disabled', person('ann', { status: 'disabled' })],
    [
      'someone made an approver once it was proposed',
      person('ann', { roles: [{ role: 'approver', service: '*', since: now.toISOString() }] }),
    ],
  ])('by %s is refused, yes and no alike', (_case, who) => {
    expect(() => decide(facts({ person: who }), approve)).toThrow(refusal('not-eligible'));
    expect(() => decide(facts({ person: who }), reject)).toThrow(refusal('not-eligible'));
  });

  test('by who is barred is refused for a yes, and taken for a no', () => {
    for (const id of ['otto', 'stella']) {
      const barred = facts({ person: person(id) });
      expect(() => decide(barred, approve)).toThrow(refusal('separation-of-duties'));
      expect(decide(barred, reject)).toBe('rejected');
    }
    const lax = { row: action({}, { separationOfDuties: false }) };
    expect(decide(facts({ ...lax, person: person('stella') }), approve)).toBe('approved');
    // Whoever owns the proposer never approves, whatever policy says.
    expect(() => decide(facts({ ...lax, person: person('otto') }), approve)).toThrow(
      refusal('separation-of-duties'),
    );
  });

  test('of what was not seen is refused', () => {
    for (const version of [0, 2]) {
      expect(() => decide(facts(), { ...approve, version })).toThrow(refusal('version-superseded'));
    }
    const digest = 'e'.repeat(64);
    expect(() => decide(facts(), { ...approve, digest })).toThrow(refusal('digest-mismatch'));
  });

  test('after the time is over is refused to the millisecond', () => {
    const at = (expiresAt: string) => facts({ row: action({ expiresAt }) });
    expect(() => decide(at(now.toISOString()), approve)).toThrow(refusal('expired'));
    expect(decide(at('2026-03-01T12:00:00.001Z'), approve)).toBe('approved');
  });

  test('with a passkey asked for is refused without one', () => {
    const row = action({}, { stepUp: true });
    expect(() => decide(facts({ row }), approve)).toThrow(refusal('step-up-required'));
    expect(decide(facts({ row }), reject)).toBe('rejected');
    expect(decide(facts({ row, proof: { signature: SIGNATURE } }), approve)).toBe('approved');
  });

  test('with a passkey that does not hold is refused, whether one was needed or not', () => {
    const proof = { signature: null, refusal: new Forbidden('Too old.', 'step-up-required') };
    for (const input of [approve, reject]) {
      expect(() => decide(facts({ proof }), input)).toThrow(refusal('step-up-required'));
    }
  });

  test('counts earlier approvals by a passkey that still stands, where one is needed', () => {
    const after = (signature: StoredSignature | null, discredited: string[] = []) => {
      const row = action(
        { decisions: [{ ...approval('bea'), signature }] },
        { approvals: 2, stepUp: true },
      );
      const approvers = [person('bea')];
      const proof = { signature: SIGNATURE };
      return decide(facts({ row, approvers, proof, discredited: new Set(discredited) }), approve);
    };
    expect(after(SIGNATURE)).toBe('approved');
    expect(after(null)).toBe('pending_approval');
    expect(after(SIGNATURE, ['pky_1'])).toBe('pending_approval');
  });

  test('for an agent that may not act is refused for a yes alone', () => {
    const ended = facts({ proposerFault: 'The agent is revoked.' });
    expect(() => decide(ended, approve)).toThrow(refusal('not-eligible'));
    expect(decide(ended, reject)).toBe('rejected');
  });
});

test.each<[ActionState, string | undefined]>([
  ['pending_approval', undefined],
  ['approved', undefined],
  ['redeemed', 'already-redeemed'],
  ['executing', 'already-redeemed'],
  ['succeeded', 'already-redeemed'],
  ['failed', 'already-redeemed'],
  ['indeterminate', 'already-redeemed'],
  ['rolled_back', 'already-redeemed'],
  ['superseded', 'version-superseded'],
  ['withdrawn', 'withdrawn'],
  ['rejected', 'already-decided'],
  ['expired', 'expired'],
  ['revoked', 'revoked'],
])('an action that is %s can be changed, or is refused as %s', (state, slug) => {
  const change = () => demandOpen(action({ state }), now);
  if (slug) expect(change).toThrow(refusal(slug));
  else expect(change).not.toThrow();
  const decision = () => decide(facts({ row: action({ state }) }), approve);
  if (state === 'pending_approval') expect(decision()).toBe('approved');
  else expect(decision).toThrow(refusal(state === 'expired' ? 'expired' : 'already-decided'));
});

describe('a decision that comes too late', () => {
  const late = (more: Partial<ActionRow>) => {
    try {
      decide(facts({ row: action({ decisions: [approval('ann')], ...more }) }), approve);
    } catch (error) {
      return error as Conflict;
    }
    throw new Error('It was taken.');
  };
  const no = { ...approval('bob'), decision: 'reject' as const };

  test.each<[ActionState, Partial<ActionRow>, string]>([
    ['approved', {}, 'ann approved it, and its executor may carry it out'],
    ['redeemed', {}, 'ann approved it, and its grant was redeemed'],
    ['succeeded', {}, 'ann approved it, and it was executed'],
    ['rejected', { decisions: [approval('ann'), no] }, 'bob rejected it.'],
    ['withdrawn', { decisions: [] }, 'its agent withdrew it'],
    ['revoked', {}, 'ann approved it, and it was revoked'],
  ])('on what is %s is told who decided, and how', (state, more, words) => {
    const { slug, message, extra } = late({ state, ...more });
    expect(slug).toBe('already-decided');
    expect(message).toContain(words);
    expect(message).toContain('Your decision was not recorded.');
    expect(extra).toMatchObject({ state });
    if (state === 'rejected') {
      expect(extra).toMatchObject({
        decisions: [
          { by: { name: 'ann' }, decision: 'approve' },
          { by: { name: 'bob' }, decision: 'reject' },
        ],
      });
    }
  });

  test('on what expired, and on an earlier version, is told so by a slug of its own', () => {
    expect(late({ state: 'expired' }).slug).toBe('expired');
    expect(late({ version: 2 })).toMatchObject({
      slug: 'version-superseded',
      extra: { version: 2 },
    });
  });
});
