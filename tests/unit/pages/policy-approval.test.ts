import { describe, expect, test } from 'vitest';
import { followSteps } from '@/components/action/follow-steps';
import { outcomeOf } from '@/components/action/outcome';
import { standingOf } from '@/components/action/standing';
import { signingRight } from '@/components/approval/signing-right';
import { action, decision, grant } from './samples';

const signed = (more: Parameters<typeof action>[0]) => action({ decisions: [decision()], ...more });

describe('what the policy approved by itself', () => {
  const byPolicy = decision({
    by: { type: 'policy', id: 'pol_default/3', name: 'Policy, version 3' },
    reason: 'Acts alone within limits, as for everything.',
  });
  const alone = action({ state: 'approved', decisions: [byPolicy], grant: grant() });

  test('is never told as a person’s approval', () => {
    expect(standingOf(alone)).toEqual({ noun: 'decision', value: 'policy' });
    expect(standingOf(signed({ state: 'approved' }))).toEqual({
      noun: 'action',
      value: 'approved',
    });
    expect(outcomeOf(alone).text).toContain(
      'by the policy itself (Policy, version 3); nobody signed',
    );
    expect(followSteps(alone, false)[0]).toMatchObject({
      word: 'Approved by the policy itself (Policy, version 3); nobody signed',
      state: 'done',
    });
  });

  test('leaves nothing to press', () => {
    const { approve, reject } = signingRight({
      action: alone,
      personId: 'usr_9',
      hasPasskey: false,
      roleRefusal: undefined,
      signsAs: ['approver'],
      barred: undefined,
      frozen: undefined,
      isOver: false,
      isUnconfirmed: false,
      isAuthentic: true,
    });
    expect([approve, reject]).toEqual([
      'It waits for nobody any more.',
      'It waits for nobody any more.',
    ]);
  });
});
