import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepPath, stepPoints } from '@/components/hypothesis/step-geometry';
import { balanceOf } from '@/lib/hypotheses/balance';
import { causedSteps } from '@/lib/hypotheses/causes';
import type { HypothesisLink, HypothesisStep } from '@/lib/hypotheses/schema';
import { type Untested, untestedOf } from '@/lib/hypotheses/untested';
import { ANN, instantAt } from '../room/room-sample';

const link = (
  evidenceId: string,
  relation: HypothesisLink['relation'],
  weight: number | null,
  seq = 0,
): HypothesisLink => ({ evidenceId, relation, weight, note: null, seq });

const step = (seq: number, more: Partial<HypothesisStep> = {}): HypothesisStep => ({
  seq,
  at: instantAt(seq),
  recordedAt: instantAt(seq),
  confidence: 0.5,
  status: 'open',
  because: [],
  note: null,
  by: null,
  ...more,
});

const herring = (id: string) => (id === 'R' ? 'red-herring' : null);

describe('what moved a claim', () => {
  test('is what the step names, with how that was linked', () => {
    const links = [link('E1', 'supports', 0.9, 2)];
    const history = [step(1, { confidence: 0.4 }), step(3, { confidence: 0.9, because: ['E1'] })];
    const [first, second] = causedSteps({ history, links });
    expect(first).toMatchObject({ moved: null, causes: [], isNamed: false });
    expect(second).toMatchObject({
      causes: [{ evidenceId: 'E1', relation: 'supports' }],
      isNamed: true,
    });
    expect(second?.moved).toBeCloseTo(0.5);
  });

  test('is else what was linked since the step before', () => {
    const links = [link('E1', 'supports', 0.9, 2), link('E2', 'contradicts', 0.9, 4)];
    const steps = causedSteps({ history: [step(1), step(3), step(5)], links });
    expect(steps.map(({ causes }) => causes.map(({ evidenceId }) => evidenceId))).toEqual([
      [],
      ['E1'],
      ['E2'],
    ]);
  });

  test('is no evidence where a person changed how it stands', () => {
    const links = [link('E1', 'supports', 0.9, 2)];
    const history = [step(1), step(3, { by: ANN, status: 'refuted' })];
    expect(causedSteps({ history, links })[1]?.causes).toEqual([]);
  });
});

describe('the scales of a claim', () => {
  test('leave out red herrings, and do not guess the weight of what was not weighed', () => {
    const links = [
      link('E1', 'supports', 0.9),
      link('E2', 'supports', null),
      link('R', 'supports', 1),
      link('E3', 'contradicts', 0.25),
    ];
    expect(balanceOf({ links }, herring)).toEqual({
      supports: { items: 2, weight: 0.9, unweighed: 1, herrings: 1 },
      contradicts: { items: 1, weight: 0.25, unweighed: 0, herrings: 0 },
    });
  });
});

describe('what is untested of a claim', () => {
  const item = (
    id: string,
    source: 'logs' | 'metrics',
    flag: 'key' | 'red-herring' | null = null,
  ) => ({ id, source, service: 'checkout', flag }) as const;
  const evidence = [
    item('L', 'logs'),
    item('M', 'metrics'),
    item('R', 'logs', 'red-herring'),
    item('K', 'logs', 'key'),
  ];
  const claim = (links: HypothesisLink[], more: { id?: string; because?: string[] } = {}) => ({
    id: more.id ?? 'H1',
    status: 'open' as const,
    links,
    history: [step(1, { because: more.because ?? [] })],
  });
  const of = (
    links: HypothesisLink[],
    more: { because?: string[]; rival?: HypothesisLink[] } = {},
  ) => {
    const it = claim(links, more);
    const rival = claim(more.rival ?? [link('K', 'supports', 1)], { id: 'H2' });
    const claims = [it, rival];
    return untestedOf({ claim: it, claims, evidence, unseen: null });
  };
  const kinds = (found: Untested[]) => found.map(({ kind }) => kind);
  const both = [link('L', 'supports', 1), link('M', 'supports', 1), link('K', 'contradicts', 1)];

  test('is nothing where both sides are weighed, from several sources, and nothing is left open', () => {
    expect(of(both)).toEqual([]);
  });

  test.each<[string, Untested, Untested[]]>([
    ['nothing speaks for it', { kind: 'no-support' }, of([link('K', 'contradicts', 1)])],
    ['nothing speaks against it', { kind: 'no-contrary' }, of(both.slice(0, 2))],
    [
      'all that speaks for it has one source',
      { kind: 'one-source', source: 'logs' },
      of([link('L', 'supports', 1), link('K', 'contradicts', 1)]),
    ],
    [
      'all that speaks for it misleads',
      { kind: 'rests-on-herrings', evidence: ['R'] },
      of([link('R', 'supports', 1), link('K', 'contradicts', 1)]),
    ],
    [
      'a link was not weighed',
      { kind: 'unweighed', evidence: ['M'] },
      of([link('L', 'supports', 1), link('M', 'supports', null), link('K', 'contradicts', 1)]),
    ],
    [
      'a reason was named and not linked',
      { kind: 'unlinked', evidence: ['M'] },
      of([link('L', 'supports', 1), link('K', 'contradicts', 1)], { because: ['M'] }),
    ],
    [
      'only a rival was weighed against something',
      { kind: 'rivals-evidence', evidence: ['K'] },
      of(both.slice(0, 2)),
    ],
    [
      'what a person called key is linked to nothing',
      { kind: 'key-unlinked', evidence: ['K'] },
      of(both.slice(0, 2), { rival: [] }),
    ],
  ])('says that %s', (_, expected, found) => {
    expect(found).toContainEqual(expected);
  });

  test('names where nobody looked, last', () => {
    const it = claim(both);
    const unseen = { sources: ['traces' as const], services: [] };
    const found = untestedOf({ claim: it, claims: [it], evidence, unseen });
    expect(kinds(found)).toEqual(['unseen']);
  });
});

describe('the line of an estimate', () => {
  test('stays in its frame and in its order, whatever the steps', () => {
    const confidence = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(confidence), (estimates) => {
        const history = estimates.map((each, index) => step(index, { confidence: each }));
        const points = stepPoints(causedSteps({ history, links: [] }));
        for (const { x, y } of points) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(1);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(1);
        }
        const xs = points.map(({ x }) => x);
        expect(xs).toEqual(xs.toSorted((a, b) => a - b));
        expect(new Set(xs).size).toBe(xs.length);
      }),
    );
  });

  test('is level until the next step', () => {
    const history = [step(1, { confidence: 0 }), step(2, { confidence: 1 })];
    expect(stepPath(stepPoints(causedSteps({ history, links: [] })), 100, 20)).toBe(
      'M0.0 20.0H100.0V0.0',
    );
  });
});
