import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecording } from '@/lib/agent/importers/detect';
import { toTimeline } from '@/lib/agent/importers/to-timeline';
import type { Operation } from '@/lib/agent/importers/timeline';
import { claudeSample, codexSample, stratusSample } from './samples/session-samples';
import { sampleCalls, sregymSample } from './samples/sregym-sample';
import { faultsOfTimeline } from './timeline-checks';

const samples = { sregym: sregymSample(), claudeSample, codexSample, stratusSample };
const named = (operation: Operation) =>
  operation.type === 'event' ? operation.event.kind : `${operation.type} ${operation.key}`;

describe.each(Object.entries(samples))('the timeline of %s', (_name, text) => {
  const timeline = toTimeline(readRecording(text));

  it('holds only what the API takes, once each and in order', () => {
    expect(faultsOfTimeline(timeline)).toEqual([]);
  });

  it('passes evidence before the hypothesis and commitment before the claim', () => {
    const names = timeline.operations.map(named);
    const at = names.indexOf('checkpoint evidence');
    expect(names.slice(at, at + 4)).toEqual([
      'checkpoint evidence',
      'hypothesis.proposed',
      'checkpoint commitment',
      'step.started',
    ]);
    expect(names.indexOf('action action-0001')).toBeGreaterThan(at);
    expect(names.at(-1)).toBe('investigation.concluded');
  });

  it('is the same each time it is made', () => {
    expect(toTimeline(readRecording(text))).toEqual(timeline);
  });

  it('says what it inferred where people read it', () => {
    for (const sentence of timeline.inferred) expect(timeline.incident.summary).toContain(sentence);
    for (const thing of timeline.notStated) expect(timeline.incident.summary).toContain(thing);
  });
});

describe('what a recording lacks', () => {
  const { operations, incident, investigation } = toTimeline(readRecording(sregymSample()));

  it('is set to the most cautious value in actions, and said', () => {
    const action = operations.findLast((operation) => operation.type === 'action');
    expect(action?.input).toMatchObject({
      kind: 'config',
      target: { service: 'cart', resource: 'deployment/cart in shop' },
      command: {
        argv: [
          'kubectl',
          'patch',
          'deployment',
          'cart',
          '-n',
          'shop',
          '-p',
          '{"spec":{"paused":false}}',
        ],
      },
      reversibility: 'irreversible',
      blastRadius: { services: ['cart'], dataLoss: 'possible' },
      rollback: { text: 'Not stated by the recording.' },
      rationale: expect.stringMatching(/most cautious value on import/),
    });
  });

  it('stays absent or says so in the incident', () => {
    expect(incident).toMatchObject({
      title: 'The cart fails on every third order',
      severity: 'sev3',
      service: 'shop',
      environment: 'a recording (environment not stated)',
    });
    expect(investigation).toEqual({ clock: 'imported' });
    const proposed = operations.find((operation) => named(operation) === 'hypothesis.proposed');
    expect(proposed).not.toHaveProperty('event.hypothesis.confidence');
  });

  it('is said of an action that its tool refused', () => {
    const first = operations.find((operation) => operation.type === 'action');
    expect(first?.input.rationale).toContain('Dry-run failed');
  });
});

describe('runs without a diagnosis', () => {
  const of = (calls: unknown[]) => toTimeline(readRecording(sregymSample({ tool_calls: calls })));

  it('pass the stop points at their first change, on a hypothesis that says none is stated', () => {
    const { operations } = of([sampleCalls[0], sampleCalls[4]]);
    const proposed = operations.find((operation) => named(operation) === 'hypothesis.proposed');
    expect(proposed).toHaveProperty(
      'event.hypothesis.statement',
      expect.stringMatching(/^Not stated/),
    );
    expect(operations.at(-1)).toHaveProperty('event.outcome', 'inconclusive');
  });

  it('show where an item looked, as far as its command names a place', () => {
    const look = (command: string) => ({ ...sampleCalls[0], arguments: { command } });
    const { operations } = of([look('kubectl get pods -n bank'), look('kubectl get pods -A')]);
    const items = operations.flatMap((operation) =>
      operation.type === 'event' && operation.event.kind === 'evidence.recorded'
        ? [operation.event.evidence]
        : [],
    );
    expect(items.map(({ service }) => service)).toEqual(['bank', undefined]);
  });

  it('show a change that rests on nothing as a step', () => {
    const { operations, inferred } = of([sampleCalls[4]]);
    expect(operations.some((operation) => operation.type !== 'event')).toBe(false);
    expect(inferred.join(' ')).toContain('before any evidence');
  });

  it('end as blocked when their harness failed', () => {
    const text = sregymSample({ tool_calls: [], final_submission: 'Error: no cluster' });
    expect(toTimeline(readRecording(text)).operations.at(-1)).toHaveProperty(
      'event.outcome',
      'blocked',
    );
  });
});

describe('any recorded text', () => {
  const response = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.string({ minLength: 400 }),
  );
  const command = fc.oneof(
    fc.string().map((text) => `kubectl ${text}`),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('kubectl patch deploy x', 'kubectl logs x', 'kubectl delete pod y && ls'),
  );
  const call = fc.record({
    tool_name: fc.constantFrom(
      'exec_kubectl_cmd_safely',
      'submit_tool',
      'wait_tool',
      'get_metrics',
    ),
    arguments: fc.record({ command, ans: fc.string() }, { requiredKeys: [] }),
    timestamp: fc.double({ min: 1.7e9, max: 1.8e9, noNaN: true }),
    duration: fc.double({ min: 0, max: 600, noNaN: true }),
    success: fc.boolean(),
    response,
  });

  it('becomes a timeline that the API takes', () => {
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), (calls) => {
        const text = sregymSample({ tool_calls: calls });
        expect(faultsOfTimeline(toTimeline(readRecording(text)))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 30_000);
});
