import { describe, expect, test } from 'vitest';
import { stateFace } from '@/components/ui/states';
import { settingClauses } from '@/lib/policies/clauses';
import { weigh } from '@/lib/policies/rules';
import { mode, SETTINGS } from '@/lib/policies/schema';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { listWords } from '@/lib/policies/because-words';
import {
  conditionWords,
  durationWords,
  MODE_WORDS,
  sayDeciding,
  settingFacts,
} from '@/lib/policies/words';
import { caseOf } from './samples';

test('a mode is called the same here and on every badge', () => {
  for (const each of mode.options) {
    expect(MODE_WORDS[each]).toBe(stateFace('mode', each).word);
  }
});

test('settings are read out in the order of the schema', () => {
  expect(settingFacts(SHIPPED_DOCUMENT.base).map(({ setting }) => setting)).toEqual(SETTINGS);
});

test.each([
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('%j are listed as %s', (items, expected) => {
  expect(listWords(items, 'or')).toBe(expected);
});

test.each([
  [7_200_000, '2 hours'],
  [1_800_000, '30 minutes'],
  [120_000, '2 minutes'],
  [90_000, '90 seconds'],
  [1000, '1 second'],
  [500, '500 milliseconds'],
])('%i ms are %s', (ms, expected) => {
  expect(durationWords(ms)).toBe(expected);
});

describe('a condition reads as a clause', () => {
  test.each([
    [{}, 'anything happens'],
    [
      { environments: { noneOf: ['staging', 'test'] } },
      'the environment is neither staging nor test',
    ],
    [{ environments: { noneOf: ['staging'] } }, 'the environment is not staging'],
    [{ services: { oneOf: ['a', 'b'] } }, 'the service is a or b'],
    [
      { severities: ['sev1', 'sev2'], outageClasses: ['data'] } as const,
      'the incident is SEV 1 or SEV 2, and the outage class is data',
    ],
    [
      { actionKinds: ['feature_flag'], servicesAtLeast: 2 } as const,
      'the action is feature flag, and the action reaches at least 2 services',
    ],
  ])('%j', (when, expected) => {
    expect(conditionWords(structuredClone(when) as Parameters<typeof conditionWords>[0])).toBe(
      expected,
    );
  });
});

test('every setting has words, and a rule’s only those that it gives', () => {
  expect(settingFacts(SHIPPED_DOCUMENT.base).map(({ setting }) => setting)).toEqual(SETTINGS);
  expect(settingFacts({ mode: 'observe' })).toEqual([
    { setting: 'mode', name: 'How far agents may go', value: 'Looks only' },
  ]);
});

test('what holds is said with the rules that it holds because of', () => {
  const at = (environment: string) =>
    sayDeciding('mode', weigh(SHIPPED_DOCUMENT, caseOf({ environment })));
  expect(at('staging')).toBe('How far agents may go: Acts alone within limits, as for everything.');
  expect(at('production')).toBe(
    'How far agents may go: Asks every time, because of the rule “Production, and any place not known to be harmless”.',
  );
});

test('every setting reads as a clause, whichever its value', () => {
  const lax = settingClauses(SHIPPED_DOCUMENT.base).map(({ text }) => text);
  const strict = settingClauses({
    mode: 'observe',
    evidenceHold: 'person',
    commitmentHold: 'person',
    releaser: 'assigned-commander',
    repeatedQueries: 1,
    approvals: 2,
    stepUpFrom: 'low',
  }).map(({ text }) => text);
  expect(lax).toHaveLength(SETTINGS.length);
  expect(lax.slice(0, 4)).toEqual([
    'agents may act alone within limits',
    'the policy may let the evidence pass by itself',
    'the policy may settle on a cause by itself',
    'any commander may let it continue',
  ]);
  expect(strict).toEqual([
    'agents look only',
    'a person reviews the evidence',
    'a person settles on a cause',
    'only the commander of the incident may let it continue',
    'an investigation is made to stop after 1 repeated query',
    'an action takes 2 signatures',
    'each signature needs a passkey',
  ]);
});
