import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policyChanges } from '@/lib/policies/changes';
import type { PolicyDocument } from '@/lib/policies/schema';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { aDocument, documentOf, rule } from './samples';

const changes = (before: PolicyDocument, after: PolicyDocument) =>
  policyChanges(before, after).map(({ rule: of, what, direction }) => [of, what, direction]);

describe('what two documents do not share', () => {
  test('is nothing where they are the same', () => {
    fc.assert(
      fc.property(aDocument, (document) => {
        expect(policyChanges(document, structuredClone(document))).toEqual([]);
      }),
    );
  });

  test('is something wherever they differ, each with a key of its own', () => {
    fc.assert(
      fc.property(aDocument, aDocument, (before, after) => {
        const found = policyChanges(before, after);
        const isSame = JSON.stringify(before) === JSON.stringify(after);
        expect(found.length === 0).toBe(isSame);
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      }),
    );
  });

  test('says which way a setting of the base went', () => {
    const to = (base: Parameters<typeof documentOf>[0]) =>
      changes(SHIPPED_DOCUMENT, {
        ...SHIPPED_DOCUMENT,
        base: { ...SHIPPED_DOCUMENT.base, ...base },
      });
    expect(to({ mode: 'observe' })).toEqual([['Everything', 'How far agents may go', 'tighter']]);
    expect(to({ approvals: 3, toolCalls: 50_000 })).toEqual([
      ['Everything', 'Tool calls allowed', 'looser'],
      ['Everything', 'Signatures needed', 'tighter'],
    ]);
  });

  test('a rule tightens when it comes and loosens when it goes', () => {
    const night = rule('night', { when: { severities: ['sev1'] }, set: { approvals: 2 } });
    const [added] = policyChanges(documentOf({}), documentOf({}, night));
    expect(added).toMatchObject({
      what: 'New rule',
      direction: 'tighter',
      before: null,
      after: 'When the incident is SEV 1: Signatures needed: 2 signatures.',
    });
    expect(changes(documentOf({}, night), documentOf({}))).toEqual([
      ['Rule night', 'Rule taken away', 'looser'],
    ]);
  });

  test('within a rule each setting and the conditions are told apart', () => {
    const before = rule('a', { when: { severities: ['sev1'] }, set: { approvals: 2 } });
    const after = rule('a', {
      name: 'Another name',
      when: { severities: ['sev1', 'sev2'] },
      set: { mode: 'propose' },
    });
    expect(changes(documentOf({}, before), documentOf({}, after))).toEqual([
      ['Another name', 'Name', 'other'],
      ['Another name', 'When it holds', 'other'],
      ['Another name', 'How far agents may go', 'tighter'],
      ['Another name', 'Signatures needed', 'looser'],
    ]);
  });

  test('another order of the rules is told, and means nothing', () => {
    const [a, b] = [rule('a'), rule('b')];
    expect(changes(documentOf({}, a, b), documentOf({}, b, a))).toEqual([
      ['Everything', 'Order of the rules', 'other'],
    ]);
    expect(changes(documentOf({}, a, b), documentOf({}, b)).length).toBe(1);
  });
});
