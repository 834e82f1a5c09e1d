import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownPath } from '@/app/(auth)/sign-in/own-path';

test('signing in leads to a path of ours and nowhere else', () => {
  expect(ownPath('/approvals/act_1?x=1#y')).toBe('/approvals/act_1?x=1#y');
  for (const foreign of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/api/auth/signout',
    '',
    undefined,
    ['/a', '/b'],
  ]) {
    expect(ownPath(foreign)).toBe('/incidents');
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      const site = 'https://countersign.example';
      expect(new URL(ownPath(`/${text}`), site).origin).toBe(site);
    }),
  );
});
