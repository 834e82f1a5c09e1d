import { describe, expect, test } from 'vitest';
import { changedSections } from '@/components/approval/changed-sections';
import { approvedBefore } from '@/components/approval/approved-before';
import { decisionView } from '@/lib/actions/decision-view';
import { action, decision } from './samples';

describe('what changed on the page since the button was pressed', () => {
  const before = decisionView(action());

  test('is named by its section, in the page’s order', () => {
    const after = decisionView(
      action({
        decisions: [decision()],
        rivals: [{ id: 'h2', statement: 'The network.', status: 'open', confidence: null }],
      }),
    );
    expect(changedSections(before, after)).toEqual(['what would change this', 'who has signed']);
    expect(changedSections(before, before)).toEqual([]);
  });

  test('is the version alone where that is another one', () => {
    expect(changedSections(before, decisionView(action({ version: 2, title: 'x' })))).toEqual([
      'the version',
    ]);
  });
});

describe('an approval of an earlier version', () => {
  const of = (version: number, id = 'usr_1') =>
    decision({ version, by: { type: 'person', id, name: 'Ada' } });

  test.each([
    [[of(1)], 2, 1],
    [[of(1), of(2)], 3, 2],
    [[of(1), of(2)], 2, undefined],
    [[of(1, 'usr_2')], 2, undefined],
    [[{ ...of(1), decision: 'reject' as const }], 2, undefined],
    [[], 2, undefined],
  ])('case %#', (decisions, version, expected) => {
    expect(approvedBefore({ decisions, version, personId: 'usr_1' })).toBe(expected);
  });
});
