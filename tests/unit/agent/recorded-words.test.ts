import { describe, expect, test } from 'vitest';
import { queryOf, titleOf } from '@/lib/agent/importers/call-words';
import { readBody } from '@/lib/agent/importers/evidence-body';
import { statementOf } from '@/lib/agent/importers/statement';
import type { RecordedCall } from '@/lib/agent/importers/recorded-run';

const call = (more: Partial<RecordedCall>): RecordedCall => ({
  type: 'call',
  place: 'line 1',
  startMs: 0,
  endMs: 0,
  lane: 'main',
  tool: 'get_metrics',
  args: {},
  isCut: false,
  output: '',
  status: 'ok',
  ...more,
});

describe('what a recorded call asked', () => {
  test.each([
    [
      { args: { query: 'sum(rate(errors[5m]))' } },
      'sum(rate(errors[5m]))',
      'get_metrics sum(rate(errors[5m]))',
    ],
    [
      { args: { service: 'frontend', minutes: 5 } },
      'service=frontend minutes=5',
      'get_metrics service=frontend minutes=5',
    ],
    [{ args: {} }, '', 'get_metrics'],
    [{ command: 'kubectl get pods 2>&1' }, 'kubectl get pods 2>&1', 'kubectl get pods'],
    [
      { command: 'kubectl get pods 2>&1 | head -5' },
      'kubectl get pods 2>&1 | head -5',
      'kubectl get pods | head -5',
    ],
  ])('%j is one line, and exact in its query', (more, query, title) => {
    expect(queryOf(call(more))).toBe(query);
    expect(titleOf(call(more))).toBe(title);
  });
});

describe('what Python printed of an answer', () => {
  test.each([
    ["(\"{'resultType': 'vector', 'result': []}\", 12)", { resultType: 'vector', result: [] }],
    ["{'a': None, 'b': [True, -1.5e3, \"it's\"]}", { a: null, b: [true, -1500, "it's"] }],
    [
      `meta=None content=[TextContent(type='text', text="['email', 'cart']", annotations=None, meta=None)] structuredContent=None isError=False`,
      ['email', 'cart'],
    ],
  ])('%s is read as JSON', (text, value) => {
    expect(readBody(text, false).body).toEqual({ format: 'json', value });
  });

  test('is unwrapped where it is words', () => {
    const printed = `meta=None content=[TextContent(type='text', text="Input error: '5' is no integer", annotations=None, meta=None)] structuredContent=None isError=True`;
    expect(readBody(printed, false).body).toEqual({
      format: 'text',
      text: "Input error: '5' is no integer",
    });
  });

  test.each(["{'a': object()}", "{'a': 1", '[1, 2', "{'a': 01}", '(1, 2)', '[a, b]'])(
    '%s stays the text that it is',
    (text) => {
      expect(readBody(text, false).body).toEqual({ format: 'text', text });
    },
  );
});

describe('what a diagnosis claims', () => {
  test('is the diagnosis itself where it is a sentence', () => {
    expect(statementOf('The port is taken.\n\nBy another.')).toBe(
      'The port is taken.\n\nBy another.',
    );
  });

  test('is the paragraph that a document calls the root cause', () => {
    const document =
      '## Root Cause Analysis\n\n**Fault:** The pod is pending.\n\n**Root Cause:** The `cart` has `hostPort: 9100`:\n```yaml\nports:\n```\nMore.\n\n**Fix:** Remove it.';
    expect(statementOf(document)).toBe('The `cart` has `hostPort: 9100`.');
  });

  test('is the first paragraph of a document that names none', () => {
    expect(statementOf('# Report\n\nThe **cart** is down.\n\n## Steps\n\nNone.')).toBe(
      'The cart is down.',
    );
  });
});
