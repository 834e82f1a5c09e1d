import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { StoredView } from '@/components/approval/stored-view';
import { anyDecisionView, decisionView } from '@/lib/actions/decision-view';
import type { ActionOut } from '@/lib/actions/output';
import { digestOf } from '@/lib/log/canonical';
import { action, AT, decision, minutesLater } from './samples';

const read = (version: number): string =>
  readFileSync(
    new URL(`../actions/fixtures/decision-${version}.json`, import.meta.url),
    'utf8',
  ).trim();

/** The RFC 8785 text of a page of version 1, as it was kept, and what its bytes hash to. */
const KEPT = read(1);
const DIGEST = '6cdde42314c4f3116791bfdfb338ca546b5fefd00f9506f005c037871b4d9a65';

const item = (id: string, more: Partial<ActionOut['evidence'][number]>) => ({
  id,
  seq: 4,
  source: 'metrics' as const,
  title: `Item ${id}`,
  query: `rate(errors{service="${id}"}[1m])`,
  service: 'checkout',
  environment: 'production',
  observedFrom: AT,
  observedTo: minutesLater(5),
  format: 'series',
  truncated: false,
  isLater: false,
  masked: 0,
  flag: null,
  flagReason: null,
  digest: id.repeat(32),
  at: AT,
  recordedAt: minutesLater(6),
  isNamed: true,
  relation: 'supports' as const,
  weight: 0.8,
  note: `Note on ${id}.`,
  ...more,
});

/** The action that the kept page showed. */
const shown = action({
  parameters: { to: 'r41', dry: false },
  expects: { release: 'r42' },
  diff: '--- a\n+++ b\n@@ -1 +1 @@\n-r42\n+r41\n',
  dryRun: 'would switch checkout from r42 to r41',
  verificationPlan: 'Error share over one minute.',
  differences: ['The agent names 1 service; the catalogue knows 2.'],
  decisions: [decision()],
  requirements: { approvals: 2, roles: ['approver'], separationOfDuties: true, stepUp: false },
  evidence: [
    item('e1', {}),
    item('e2', {
      relation: 'contradicts',
      flag: 'key',
      flagReason: 'Look here.',
      truncated: true,
      isLater: true,
      isNamed: false,
    }),
    item('e3', { relation: null, weight: null, note: null, query: null, observedTo: null }),
  ],
  rivals: [{ id: 'h2', statement: 'Payments is slow.', status: 'open', confidence: 0.3 }],
});

describe('a kept page of version 1', () => {
  test('is what the builder of that version makes to this day; a change of it is version 2', () => {
    expect(digestOf(decisionView(shown))).toBe(DIGEST);
    expect(digestOf(JSON.parse(KEPT))).toBe(DIGEST);
  });

  test('is drawn with all that it holds, its clock stopped at the decision', () => {
    const view = anyDecisionView.parse(JSON.parse(KEPT));
    const made = decision({ at: minutesLater(10), viewDigest: DIGEST, view: view.view });
    const drawn = () =>
      renderToStaticMarkup(<StoredView view={view} viewDigest={DIGEST} decisions={[made]} />)
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ');
    const html = drawn();
    for (const text of [
      'Ada approved version 1 on 2026-03-01 12:10:00 UTC',
      'deploy rollback checkout --to r41',
      'would switch checkout from r42 to r41',
      'Error share over one minute.',
      'The agent names 1 service; the catalogue knows 2.',
      'Note on e1.',
      'rate(errors{service=&quot;e2&quot;}[1m])',
      'Look here.',
      'cut at its source',
      'recorded after the evidence was reviewed',
      'not named by the proposal',
      'Payments is slow.',
      'release = &quot;r42&quot;',
      '1 more signature, by an approver',
      'observed 5 min ago',
      'read 4 min ago',
      '10 min ago',
      DIGEST,
    ]) {
      expect(html).toContain(text);
    }
    expect(drawn()).toBe(html);
  });

  test('holds the digest of each item of evidence, body and all', () => {
    const view = anyDecisionView.parse(JSON.parse(KEPT));
    const items = [...view.evidence.for, ...view.evidence.against, ...view.evidence.unlinked];
    expect(items.map(({ digest }) => digest)).toEqual(
      ['e1', 'e2', 'e3'].map((id) => id.repeat(32)),
    );
  });
});
