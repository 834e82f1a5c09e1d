import { describe, expect, it } from 'vitest';
import {
  evaluate,
  NEVER_TROUBLED,
  noteTrouble,
  uninhibited,
  type AlertState,
} from '@/lib/drill/alerting/rule';

const rule = { threshold: 0.05, forS: 3 };
const inactive: AlertState = { phase: 'inactive' };
const bad = { hits: 20, total: 100 };
const good = { hits: 1, total: 100 };

const firing = () => evaluate(evaluate(inactive, bad, rule, 1000), bad, rule, 4000);

describe('the error-rate rule', () => {
  it('fires only after the share stayed above the threshold for long enough', () => {
    const pending = evaluate(inactive, bad, rule, 1000);
    expect(pending.phase).toBe('pending');
    expect(evaluate(pending, bad, rule, 3999).phase).toBe('pending');
    expect(evaluate(pending, bad, rule, 4000)).toMatchObject({ phase: 'firing', startedMs: 4000 });
  });

  it('forgets a rise that passes', () => {
    expect(evaluate(evaluate(inactive, bad, rule, 0), good, rule, 2000)).toEqual(inactive);
  });

  it('resolves only after the share stayed below for as long', () => {
    const below = evaluate(firing(), good, rule, 5000);
    expect(below.phase).toBe('firing');
    expect(evaluate(below, bad, rule, 6000)).toMatchObject({ belowSinceMs: null });
    expect(evaluate(below, good, rule, 8000)).toEqual(inactive);
  });

  it('says nothing of too few answers, and lets no alert resolve by silence', () => {
    const few = { hits: 4, total: 5 };
    expect(evaluate(inactive, few, rule, 0)).toEqual(inactive);
    const none = { hits: 0, total: 0 };
    expect(evaluate(evaluate(firing(), none, rule, 5000), none, rule, 99_000).phase).toBe('firing');
  });
});

describe('inhibition', () => {
  const states = (checkout: AlertState, payments: AlertState) => ({
    storefront: firing(),
    checkout,
    payments,
  });

  const now = 1_000_000;
  const speaking = (of: ReturnType<typeof states>, atMs = now) => [
    ...uninhibited(noteTrouble(NEVER_TROUBLED, of, now), atMs),
  ];

  it('holds back callers while what they call is in trouble, however deep', () => {
    expect(speaking(states(inactive, firing()))).toEqual(['payments']);
    expect(speaking(states(firing(), inactive))).toEqual(['checkout', 'payments']);
  });

  it('holds them back for a while after it, and then no longer', () => {
    expect(speaking(states(firing(), inactive), now + 14_000)).not.toContain('storefront');
    expect(speaking(states(firing(), inactive), now + 16_000)).toContain('storefront');
  });

  it('holds nobody back when what they call is well', () => {
    expect(speaking(states(inactive, inactive))).toContain('storefront');
  });
});
