import { describe, expect, test } from 'vitest';
import { itemLines, seenWords, totalLines } from '@/components/policy/back-test-words';
import { versionRight } from '@/components/policy/version-right';
import { addRun, compareRun, NOTHING_YET, type PastRun } from '@/lib/policies/back-test';
import type { PolicyVersionOut } from '@/lib/policies/views';
import { action, caseOf, documentOf, rule } from './samples';

const run = (more: Partial<PastRun> = {}): PastRun => ({
  id: 'inv_1',
  incidentId: 'inc_1',
  title: 'Checkout fails',
  startedAt: '2026-03-01T12:00:00.000Z',
  of: caseOf(),
  stopPoints: { evidence: 2, commitment: 0 },
  actions: [{ id: 'act_1', title: 'Roll back', facts: action() }],
  ...more,
});

const loose = documentOf({});
const strict = documentOf(
  {},
  rule('hold', {
    when: { severities: ['sev3'] },
    set: { evidenceHold: 'person', commitmentHold: 'person' },
  }),
  rule('sign', { when: { actionKinds: ['rollback'] }, set: { mode: 'propose', approvals: 3 } }),
);

describe('a run held against a draft', () => {
  test('is listed with what would have been otherwise, and left out where nothing would', () => {
    expect(compareRun(run(), loose, loose)).toBeUndefined();
    const item = compareRun(run(), loose, strict);
    expect(item?.mode).toBeNull();
    // It came to no stop point before a commitment, so that one changes nothing for it.
    expect(item?.stopPoints.map(({ stage, count }) => [stage, count])).toEqual([['evidence', 2]]);
    expect(item?.actions).toMatchObject([
      { id: 'act_1', mode: { before: 'bounded', after: 'propose' }, approvals: { after: 3 } },
    ]);
  });

  test('names the rule of the new side where it tightens, of the old where it loosens', () => {
    const because = (before: typeof loose, after: typeof loose) =>
      compareRun(run(), before, after)?.actions[0]?.mode?.because;
    expect(because(loose, strict)).toBe('because of the rule “Rule sign”');
    expect(because(strict, loose)).toBe('because of the rule “Rule sign”');
  });

  test('counts stop points and signatures, each way, not runs', () => {
    const tally = (before: typeof loose, after: typeof loose) =>
      addRun(NOTHING_YET, run(), compareRun(run(), before, after));
    expect(tally(loose, strict)).toEqual({
      investigations: 1,
      actions: 1,
      changed: 1,
      mode: { tighter: 0, looser: 0 },
      stopPoints: { tighter: 2, looser: 0 },
      actionMode: { tighter: 1, looser: 0 },
      approvals: { tighter: 2, looser: 0 },
    });
    expect(tally(strict, loose)).toMatchObject({
      stopPoints: { tighter: 0, looser: 2 },
      approvals: { tighter: 0, looser: 2 },
    });
    expect(tally(loose, loose)).toMatchObject({ investigations: 1, changed: 0 });
  });

  test('counts a co-signer as one signature more, and says whose', () => {
    const besides = documentOf(
      {},
      rule('besides', { when: { actionKinds: ['rollback'] }, set: { coSigner: 'commander' } }),
    );
    const item = compareRun(run(), loose, besides);
    if (!item) throw new Error('Something changes.');
    expect(addRun(NOTHING_YET, run(), item).approvals).toEqual({ tighter: 1, looser: 0 });
    const back = compareRun(run(), besides, loose);
    expect(addRun(NOTHING_YET, run(), back).approvals).toEqual({ tighter: 0, looser: 1 });
    expect(itemLines({ ...item, isReclassified: false })).toMatchObject([
      {
        text: '“Roll back”, also signed by: Nobody else → A commander',
        isTighter: true,
        because: 'because of the rule “Rule besides”',
      },
    ]);
  });

  test('is told in words', () => {
    const item = compareRun(run(), loose, strict);
    if (!item) throw new Error('Something changes.');
    const totals = addRun(NOTHING_YET, run(), item);
    expect(seenWords({ totals, isCapped: false })).toBe(
      '1 investigation with 1 action of the last 90 days: 1 investigation would have gone otherwise.',
    );
    expect(totalLines(totals).map(({ what }) => what)).toEqual([
      'Stop points held by a person',
      'How far actions may go',
      'Signatures',
    ]);
    expect(itemLines({ ...item, isReclassified: false }).map(({ text }) => text)).toEqual([
      'Review the evidence (2 times): The policy may let it continue → A person decides',
      '“Roll back”: Acts alone within limits → Asks every time',
      '“Roll back”: 1 signature → 3',
    ]);
  });
});

describe('who may decide a version', () => {
  const version = (more: Partial<PolicyVersionOut> = {}) =>
    ({
      state: 'proposed',
      basedOn: 1,
      isStale: false,
      proposedBy: { type: 'person', id: 'usr_1', name: 'Ada' },
      ...more,
    }) as PolicyVersionOut;
  const looker = (id: string, role: 'admin' | 'approver' | 'observer', service = '*') => ({
    id,
    name: 'x',
    email: 'x@tests.local',
    roles: [{ role, service, since: '2026-01-01T00:00:00.000Z' }],
  });

  test('is another admin, or an approver of every service', () => {
    expect(versionRight(version(), looker('usr_2', 'admin')).adopt).toBeUndefined();
    expect(versionRight(version(), looker('usr_2', 'approver')).decline).toBeUndefined();
    for (const who of [looker('usr_2', 'observer'), looker('usr_2', 'approver', 'checkout')]) {
      expect(versionRight(version(), who).adopt).toContain('Only');
    }
  });

  test('is never whoever proposed it', () => {
    const right = versionRight(version(), looker('usr_1', 'admin'));
    expect(right).toMatchObject({ isProposer: true, adopt: right.decline });
    expect(right.adopt).toContain('somebody else decides');
  });

  test('may still decline what is out of date, and not adopt it', () => {
    const right = versionRight(version({ isStale: true }), looker('usr_2', 'admin'));
    expect(right.decline).toBeUndefined();
    expect(right.adopt).toContain('not in force any more');
  });
});
