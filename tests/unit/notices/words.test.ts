import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionKind } from '@/lib/agents/schema';
import { risk } from '@/lib/actions/schema';
import { severity } from '@/lib/incidents/schema';
import { checkpointStage } from '@/lib/investigations/schema';
import { calledFor, noticeKind } from '@/lib/notices/schema';
import { type NoticeFacts, sayNotice } from '@/lib/notices/words';

const NOW = new Date('2026-03-01T03:12:00.000Z');

const facts: NoticeFacts = {
  kind: 'signature',
  why: 'decides',
  service: 'checkout',
  environment: 'production',
  severity: 'sev2',
  act: 'rollback',
  stage: null,
  risk: 'low',
  until: new Date('2026-03-01T03:41:00.000Z'),
  waitedMs: null,
  cause: null,
  now: NOW,
};

describe('a notice', () => {
  test.each<[string, Partial<NoticeFacts>, string, string]>([
    [
      'of something to sign',
      {},
      'Sign or refuse: roll back checkout',
      'production · SEV 2 · low risk\n29 minutes left, until 03:41 UTC.',
    ],
    [
      'of what was changed after it was signed',
      { why: 'signed_earlier' },
      'Changed since you signed: roll back checkout',
      'production · SEV 2 · low risk\n29 minutes left, until 03:41 UTC.',
    ],
    [
      'to those who are told because nobody decided',
      { why: 'nobody_decided', waitedMs: 180_000 },
      'Sign or refuse: roll back checkout',
      'production · SEV 2 · low risk\nNobody has decided for 3 minutes.\n29 minutes left, until 03:41 UTC.',
    ],
    [
      'of a stop point',
      { kind: 'stop_point', act: null, stage: 'commitment', risk: null },
      'Settle on a cause: checkout',
      'production · SEV 2\n29 minutes left, until 03:41 UTC.',
    ],
    [
      'of a failure, with what is known of the cause',
      { kind: 'failed', until: null, cause: { what: 'exit_code', code: 3 } },
      'Failed after it was signed: roll back checkout',
      'production · SEV 2 · low risk\nThe executor reported exit code 3.',
    ],
    [
      'of a place that the catalogue does not know',
      { service: null, environment: null, until: null },
      'Sign or refuse: roll back a service that is not in the catalogue',
      'SEV 2 · low risk',
    ],
    [
      'of a stop point that nobody decided',
      { kind: 'undecided', stage: 'evidence', act: null, risk: null, until: null },
      'Nobody decided in time: Review the evidence, checkout',
      'production · SEV 2\nThe investigation is paused until a person resumes it.',
    ],
  ])('%s', (_name, more, title, body) => {
    expect(sayNotice({ ...facts, ...more })).toEqual({ title, body });
  });

  test('always says something, in few words, whatever is known', () => {
    const any = fc.record({
      kind: fc.constantFrom(...noticeKind.options),
      why: fc.constantFrom(...calledFor.options),
      service: fc.option(fc.constant('checkout')),
      environment: fc.option(fc.constant('production')),
      severity: fc.option(fc.constantFrom(...severity.options)),
      act: fc.option(fc.constantFrom(...actionKind.options)),
      stage: fc.option(fc.constantFrom(...checkpointStage.options)),
      risk: fc.option(fc.constantFrom(...risk.options)),
      until: fc.option(fc.constant(NOW)),
      waitedMs: fc.option(fc.nat(86_400_000)),
      cause: fc.constant(null),
      now: fc.constant(NOW),
    });
    fc.assert(
      fc.property(any, (some) => {
        const { title, body } = sayNotice(some);
        expect(title).not.toMatch(/null|undefined/);
        expect(body).not.toMatch(/null|undefined/);
        expect(title.length).toBeGreaterThan(5);
        expect(title.length + body.length).toBeLessThan(400);
      }),
    );
  });
});
