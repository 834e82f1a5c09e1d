import * as fc from 'fast-check';
import type { ClaimFact, DriftFacts, EvidenceFact, LookFact } from '@/lib/drift/facts';
import { hypothesisStatus } from '@/lib/hypotheses/schema';
import { outageClass } from '@/lib/services/schema';

export const NOW_MS = Date.parse('2026-03-01T12:00:00.000Z');
const MINUTE_MS = 60_000;

export const item = (seq: number, more: Partial<EvidenceFact> = {}): EvidenceFact => ({
  id: `e${seq}`,
  seq,
  source: 'logs',
  service: 'checkout',
  kind: `kind ${seq}`,
  says: null,
  isOfFailedStep: false,
  knownMs: NOW_MS,
  fromMs: null,
  toMs: null,
  ...more,
});

export const look = (seq: number, kind: string): LookFact => ({
  by: 'step',
  id: `s${seq}`,
  seq,
  kind,
  isAnswered: true,
});

export const claim = (more: Partial<ClaimFact> = {}): ClaimFact => ({
  id: 'h1',
  seq: 1,
  status: 'open',
  confidence: 0.5,
  links: [],
  history: [{ seq: 1, confidence: 0.5 }],
  ...more,
});

export const link = (
  evidenceId: string,
  relation: 'supports' | 'contradicts' = 'supports',
  weight: number | null = null,
) => ({ evidenceId, relation, weight, seq: 0 });

export const facts = (more: Partial<DriftFacts> = {}): DriftFacts => ({
  incident: { service: 'checkout', outageClass: null, startedMs: NOW_MS - 10 * MINUTE_MS },
  hops: null,
  evidence: [],
  looks: [],
  claims: [],
  changedSeq: 0,
  runningSinceMs: NOW_MS,
  runningSinceSeq: 0,
  isWaitingOnOthers: false,
  ...more,
});

const ids = fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8');
const seq = fc.nat(200);
const ms = fc.oneof(fc.nat(1e13), fc.constant(NOW_MS), fc.integer());
const unitOrNull = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
const bySeq = (a: { seq: number }, b: { seq: number }) => a.seq - b.seq;

const anyItem: fc.Arbitrary<EvidenceFact> = fc.record({
  id: ids,
  seq,
  source: fc.constantFrom('logs', 'metrics', 'changes'),
  service: fc.option(fc.constantFrom('checkout', 'payments', 'search')),
  kind: fc.option(fc.constantFrom('a', 'b', 'c')),
  says: fc.option(fc.constantFrom('', 'none', 'some')),
  isOfFailedStep: fc.boolean(),
  knownMs: ms,
  fromMs: fc.option(ms),
  toMs: fc.option(ms),
});

const anyClaim: fc.Arbitrary<ClaimFact> = fc.record({
  id: fc.constantFrom('h1', 'h2', 'h3'),
  seq,
  status: fc.constantFrom(...hypothesisStatus.options),
  confidence: unitOrNull,
  links: fc.array(
    fc.record({
      evidenceId: ids,
      relation: fc.constantFrom('supports', 'contradicts'),
      weight: unitOrNull,
      seq,
    }),
    { maxLength: 12 },
  ),
  history: fc
    .array(fc.record({ seq, confidence: unitOrNull }), { maxLength: 8 })
    .map((steps) => steps.toSorted(bySeq)),
});

/** Facts of any kind, sensible or not. */
export const anyFacts: fc.Arbitrary<DriftFacts> = fc.record({
  incident: fc.record({
    service: fc.constantFrom('checkout', 'payments'),
    outageClass: fc.option(fc.constantFrom(...outageClass.options)),
    startedMs: ms,
  }),
  hops: fc.option(
    fc.constant(
      new Map([
        ['payments', 1],
        ['search', 2],
      ]),
    ),
  ),
  evidence: fc.array(anyItem, { maxLength: 20 }).map((all) => all.toSorted(bySeq)),
  looks: fc
    .array(
      fc.record({
        by: fc.constantFrom('step', 'evidence'),
        id: ids,
        seq,
        kind: fc.constantFrom('a', 'b', 'c', 'd'),
        isAnswered: fc.boolean(),
      }),
      { maxLength: 20 },
    )
    .map((all) => all.toSorted(bySeq)),
  claims: fc.uniqueArray(anyClaim, { maxLength: 3, selector: ({ id }) => id }),
  changedSeq: fc.nat(100),
  runningSinceMs: ms,
  runningSinceSeq: fc.nat(100),
  isWaitingOnOthers: fc.boolean(),
});
