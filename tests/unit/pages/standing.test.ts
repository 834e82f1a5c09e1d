import { describe, expect, test } from 'vitest';
import { followSteps } from '@/components/action/follow-steps';
import { outcomeOf } from '@/components/action/outcome';
import { standingOf } from '@/components/action/standing';
import { byJudged, byLatest } from '@/components/approval/inbox-order';
import { glassRight } from '@/components/approval/glass-right';
import { signingRight, type SigningFacts } from '@/components/approval/signing-right';
import { actionState } from '@/lib/actions/schema';
import { action, decision, execution, grant, minutesLater } from './samples';

const signed = (more: Parameters<typeof action>[0]) => action({ decisions: [decision()], ...more });
const states = (more: Parameters<typeof action>[0], isRecording = false) =>
  followSteps(signed(more), isRecording).map(({ state }) => state);

describe('what became of a signed action', () => {
  test.each([
    ['just signed', { state: 'approved' }, ['done', 'now', 'ahead', 'ahead', 'ahead']],
    ['granted', { state: 'approved', grant: grant() }, ['done', 'done', 'now', 'ahead', 'ahead']],
    [
      'grant expired',
      { state: 'expired', grant: grant({ state: 'expired' }) },
      ['done', 'done', 'broken', 'ahead', 'ahead'],
    ],
    [
      'running',
      { state: 'executing', grant: grant({ redeemedAt: minutesLater(2) }), execution: execution() },
      ['done', 'done', 'done', 'now', 'ahead'],
    ],
    [
      'failed',
      {
        state: 'failed',
        grant: grant({ redeemedAt: minutesLater(2) }),
        execution: execution({ state: 'failed', exitCode: 3 }),
      },
      ['done', 'done', 'done', 'broken', 'now'],
    ],
    [
      'silent',
      {
        state: 'indeterminate',
        grant: grant({ redeemedAt: minutesLater(2) }),
        execution: execution({ state: 'indeterminate' }),
      },
      ['done', 'done', 'done', 'lost', 'ahead'],
    ],
  ] as const)('%s', (_name, more, expected) => {
    expect(states(more)).toEqual(expected);
  });

  test('a recording is signed and goes no further', () => {
    const steps = followSteps(signed({ state: 'approved' }), true);
    expect(steps[1]).toMatchObject({ word: 'No grant: this is a recording', state: 'unsure' });
  });

  const refusals = [{ slug: 'precondition-failed', detail: 'r43 runs.', at: minutesLater(2) }];

  test('a refused pick-up tells its cause, and until when it may be tried again', () => {
    const steps = followSteps(signed({ state: 'approved', grant: grant(), refusals }), false);
    expect(steps[2]).toMatchObject({
      state: 'broken',
      quote: 'r43 runs.',
      until: grant().expiresAt,
    });
  });

  test('a refusal of an earlier version says nothing of the one that was signed since', () => {
    const decisions = [decision(), decision({ version: 2, at: minutesLater(5) })];
    const again = action({ state: 'approved', version: 2, decisions, grant: grant(), refusals });
    expect(followSteps(again, false)[2]).toMatchObject({ state: 'now' });
    expect(standingOf(again)).toEqual({ noun: 'action', value: 'approved' });
  });

  test('an executor that can do nothing is told before the time is up', () => {
    const executor = { ...action().executor, fault: 'is suspended' };
    const waiting = signed({ state: 'approved', grant: grant(), executor });
    expect(followSteps(waiting, false)[2]).toMatchObject({
      word: 'release-executor is suspended and cannot pick it up',
      state: 'broken',
    });
    expect(outcomeOf(waiting).text).toBe(
      'Approved by Ada, but release-executor is suspended: nobody can pick it up.',
    );
  });

  test('a grant that ran out says why, as far as it is known', () => {
    const endedReason = 'The grant was not redeemed in time: its executor is suspended.';
    const late = { state: 'expired', grant: grant({ state: 'expired' }), endedReason } as const;
    expect(followSteps(signed(late), false)[2]).toMatchObject({ quote: endedReason });
    expect(followSteps(signed({ ...late, refusals }), false)[2]).toMatchObject({
      quote: 'r43 runs.',
    });
  });

  test('what a person settled is told as theirs, and awaits no word of the silent executor', () => {
    const by = decision().by;
    const settled = signed({
      state: 'failed',
      grant: grant({ redeemedAt: minutesLater(2) }),
      execution: execution({ state: 'indeterminate' }),
      settlement: { outcome: 'failed', by, at: minutesLater(9) },
      endedReason: 'r42 still answers.',
    });
    const [, , , run, recovery] = followSteps(settled, false);
    expect(run).toMatchObject({
      word: 'The executor went silent; settled as failed by Ada',
      state: 'broken',
      quote: 'r42 still answers.',
    });
    expect(recovery).toMatchObject({ state: 'ahead' });
    expect(outcomeOf(settled)).toMatchObject({ quote: 'r42 still answers.' });
    expect(outcomeOf(settled).text).toContain('Ada looked and says it was not carried out');
  });

  test('recovery is told with what a person saw, and without what a machine measured', () => {
    const by = { type: 'person' as const, id: 'usr_1', name: 'Ada' };
    const told = (evidence: unknown) => {
      const verification = { status: 'recovered' as const, by, at: minutesLater(5), evidence };
      return followSteps(signed({ state: 'succeeded', verification }), false).at(-1)?.quote;
    };
    expect(told('Errors fell to none.')).toBe('Errors fell to none.');
    expect(told({ errorRate: 0.2 })).toBeUndefined();
    expect(told('  ')).toBeUndefined();
  });

  test('recovery is told as reported by whom', () => {
    const by = { type: 'executor' as const, id: 'agt_2', name: 'release-executor' };
    const verification = { status: 'not_recovered' as const, by, at: minutesLater(5) };
    const steps = followSteps(signed({ state: 'succeeded', verification }), false);
    expect(steps[4]).toMatchObject({
      word: 'Not recovered, reported by release-executor',
      state: 'broken',
    });
  });
});

describe('how it ended, in words', () => {
  test('every state has words of its own', () => {
    const said = actionState.options.map((state) => outcomeOf(signed({ state })).text);
    expect(new Set(said).size).toBe(said.length);
  });

  test('a signed action of a recording awaits no executor', () => {
    const { text } = outcomeOf(signed({ state: 'approved', clock: 'imported' }));
    expect(text).toBe('Approved by Ada in a recording: a judgement, and no grant.');
  });

  test('a rejection names who and why; nobody deciding is not a rejection', () => {
    const rejected = action({
      state: 'rejected',
      decisions: [decision({ decision: 'reject', reason: 'Too wide' })],
      endedReason: 'Too wide',
    });
    expect(outcomeOf(rejected)).toEqual({
      text: 'Rejected by Ada. Nothing was executed.',
      quote: 'Too wide',
    });
    expect(outcomeOf(action({ state: 'expired' })).text).toContain('Nobody decided in time');
  });

  test('a signed action whose grant ran out is no missed decision', () => {
    const late = signed({ state: 'expired', grant: grant({ state: 'expired' }) });
    expect(outcomeOf(late).text).toContain('did not pick it up in time');
    expect(standingOf(late)).toEqual({ noun: 'action', value: 'unclaimed' });
    expect(standingOf(action({ state: 'expired' }))).toEqual({ noun: 'action', value: 'expired' });
  });

  test('an approval that is held back is no good news, and success is what was measured', () => {
    const refusals = [{ slug: 'target-busy', detail: 'Busy.', at: minutesLater(2) }];
    const held = signed({ state: 'approved', grant: grant(), refusals });
    expect(standingOf(held)).toEqual({ noun: 'action', value: 'refused' });
    expect(outcomeOf(held)).toEqual({
      text: 'Approved by Ada, but held back from release-executor.',
      cause: 'Busy.',
    });
    const by = { type: 'executor' as const, id: 'agt_2', name: 'release-executor' };
    const verification = { status: 'not_recovered' as const, by, at: minutesLater(5) };
    expect(standingOf(signed({ state: 'succeeded', verification }))).toEqual({
      noun: 'verification',
      value: 'not_recovered',
    });
    expect(standingOf(signed({ state: 'succeeded' })).noun).toBe('action');
  });
});

describe('what may be pressed', () => {
  const facts = (more: Partial<SigningFacts> = {}): SigningFacts => ({
    action: action(),
    personId: 'usr_9',
    hasPasskey: false,
    roleRefusal: undefined,
    signsAs: ['approver'],
    barred: undefined,
    frozen: undefined,
    isOver: false,
    isUnconfirmed: false,
    isAuthentic: true,
    ...more,
  });

  test('an approver may approve and reject what is pending and confirmed', () => {
    expect(signingRight(facts())).toEqual({ approve: undefined, reject: undefined });
  });

  test.each([
    ['superseded', { action: action({ state: 'superseded' }) }],
    ['decided', { action: action({ state: 'approved' }) }],
    ['out of time', { isOver: true }],
    ['not an approver', { roleRefusal: 'Only an approver can sign this.' }],
  ] as const)('%s: neither', (_name, more) => {
    const right = signingRight(facts(more));
    expect(right.approve).toBeTypeOf('string');
    expect(right.reject).toBe(right.approve);
  });

  test.each([
    ['the owner', { barred: 'Whoever owns the agent cannot approve.' }],
    ['who signed already', { personId: 'usr_1', action: action({ decisions: [decision()] }) }],
    ['what people have frozen', { frozen: 'Everything is frozen, by Cora.' }],
    ['a page the server has not confirmed', { isUnconfirmed: true }],
    ['contents that do not match the digest', { isAuthentic: false }],
    ['contents not checked yet', { isAuthentic: undefined }],
    [
      'a policy that asks for a passkey',
      { action: action({ asked: null, requirements: { ...action().requirements, stepUp: true } }) },
    ],
  ] as const)('%s: no yes, but always a no', (_name, more) => {
    const right = signingRight(facts(more));
    expect(right.approve).toBeTypeOf('string');
    expect(right.reject).toBeUndefined();
  });

  test('a policy that asks for a passkey, which they have: a yes, too', () => {
    const asking = action({
      asked: null,
      requirements: { ...action().requirements, stepUp: true },
    });
    expect(signingRight(facts({ action: asking, hasPasskey: true })).approve).toBeUndefined();
  });

  test('a signature that brings nothing nearer is not to be given, and says whose would', () => {
    const requirements = {
      ...action().requirements,
      approvals: 2,
      roles: ['approver', 'commander'],
    };
    const half = action({
      asked: null,
      requirements,
      decisions: [decision({ signedAs: ['approver'] })],
    });
    const right = (signsAs: string[]) => signingRight(facts({ action: half, signsAs }));
    expect(right(['approver'])).toEqual({
      approve: 'Still needed is the signature of a commander.',
      reject: undefined,
    });
    expect(right(['commander']).approve).toBeUndefined();
    expect(right(['approver', 'commander']).approve).toBeUndefined();
  });

  test('the glass is for approvers alone, whoever else signs', () => {
    const requirements = {
      ...action().requirements,
      approvals: 2,
      roles: ['approver', 'commander'],
    };
    const asking = action({ asked: null, requirements });
    expect(glassRight(facts({ action: asking }))).toEqual({ hidden: false, refusal: undefined });
    expect(glassRight(facts({ action: asking, signsAs: ['commander'] }))).toEqual({ hidden: true });
  });

  test('a signature on an earlier version does not stand in the way', () => {
    const amended = action({ version: 2, decisions: [decision({ version: 1 })] });
    expect(signingRight(facts({ personId: 'usr_1', action: amended })).approve).toBeUndefined();
  });
});

describe('the order of the inbox', () => {
  test('of recordings those come first that nobody has judged', () => {
    const items = [
      action({ id: 'judged', state: 'approved', updatedAt: minutesLater(9) }),
      action({ id: 'older' }),
      action({ id: 'newer', updatedAt: minutesLater(5) }),
    ];
    expect(byJudged(items).map(({ id }) => id)).toEqual(['newer', 'older', 'judged']);
  });

  test('what is over comes latest first', () => {
    const items = [action({ id: 'a' }), action({ id: 'b', updatedAt: minutesLater(9) })];
    expect(byLatest(items).map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
