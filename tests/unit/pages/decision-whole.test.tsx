import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { DecisionSections } from '@/components/approval/decision-sections';
import { decisionView } from '@/lib/actions/decision-view';
import type { ActionOut } from '@/lib/actions/output';
import { action } from './samples';

const END = 'the-very-last-word';
const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}`).join('\n');
const patch = `--- a/x\n+++ b/x\n@@ -1,3000 +1,3001 @@\n${lines(3000).replace(/^/gm, ' ')}\n+${END}\n`;

/** What is signed for, each far longer than any view cuts elsewhere. */
const LONG: Record<string, Partial<ActionOut>> = {
  'a command of 200 arguments': {
    command: { argv: [...Array.from({ length: 199 }, () => 'x'.repeat(500)), END] },
  },
  'one long argument': { command: { argv: ['run', `${'y '.repeat(9_000)}${END}`] } },
  'a patch': { command: { patch: { format: 'unified', text: patch } } },
  'a patch in a form of its own': {
    command: { patch: { format: 'yaml', text: `${lines(9_000)}\n${END}` } },
  },
  'a request': {
    command: {
      request: { method: 'POST', url: 'https://api.example/x', body: { a: lines(5_000), z: END } },
    },
  },
  parameters: { parameters: { list: Array.from({ length: 3_000 }, (_, i) => i), z: END } },
  'a diff': { diff: patch },
  'a dry run': { dryRun: `${lines(9_000)}\n${END}` },
  'a way back in words': { rollback: { text: `${lines(9_000)}\n${END}` } },
  'a way back by command': {
    rollback: { argv: [...Array.from({ length: 199 }, () => 'x'.repeat(500)), END] },
  },
  'an effect': { expectedEffect: `${'much '.repeat(1_500)}${END}` },
};

describe('on the decision page nothing that is signed for is cut', () => {
  test.each(Object.keys(LONG))('%s is drawn to its last character', (name) => {
    const view = decisionView(action(LONG[name]));
    const html = renderToStaticMarkup(<DecisionSections view={view} isPending />);
    expect(html).toContain(END);
    expect(html).not.toMatch(/show all|show more|max-h-|line-clamp/i);
  });
});
