import {
  type Arbitrary,
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  double,
  integer,
  oneof,
  property,
  tuple,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roomProjections } from '@/lib/composition';
import { evidenceProjection } from '@/lib/evidence/fold';
import { stepProjection } from '@/lib/investigations/fold-held';
import { evidenceThen, stepThen } from '@/lib/live/as-then';
import {
  flagProjection,
  foldPast,
  packTables,
  pastVersion,
  rowsThen,
  spanOf,
  unpackTables,
} from '@/lib/live/past';
import { foldInto, type Tables } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';
import {
  ANN,
  created,
  eventAt,
  evidenceAt,
  linkedAt,
  proposedAt,
  RUN,
  stopAt,
} from './room-sample';

const id = constantFrom('a', 'b', 'c');

/** One event at a seq, of any kind that a look back must get right, whether or not it makes sense. */
const laterEvent: Arbitrary<(seq: number) => StoredEvent> = oneof(
  id.map((step) => (seq: number) => eventAt(seq, 'step.started', { step, tool: `tool ${seq}` })),
  tuple(id, constantFrom('ok', 'error')).map(
    ([step, status]) =>
      (seq: number) =>
        eventAt(seq, 'step.finished', { step, status }),
  ),
  id.map((item) => (seq: number) => evidenceAt(seq, item, `item ${seq}`)),
  tuple(id, constantFrom('key', 'red-herring', 'clear')).map(
    ([evidenceId, flag]) =>
      (seq: number) =>
        eventAt(seq, 'evidence.flagged', { evidenceId, flag, reason: null }, { actor: ANN }),
  ),
  tuple(id, double({ min: 0, max: 1, noNaN: true })).map(
    ([claim, sure]) =>
      (seq: number) =>
        proposedAt(seq, claim, `claim ${seq}`, sure),
  ),
  tuple(id, double({ min: 0, max: 1, noNaN: true })).map(
    ([hypothesisId, confidence]) =>
      (seq: number) =>
        eventAt(seq, 'hypothesis.revised', { hypothesisId, confidence, because: [] }),
  ),
  tuple(id, id).map(
    ([claim, item]) =>
      (seq: number) =>
        linkedAt(seq, claim, item, 'contradicts', 0.5),
  ),
  constant((seq: number) => stopAt(seq, 'evidence')),
  constant((seq: number) => eventAt(seq, 'something.unheard_of', { masked: 1 })),
);

/** Distinct ids for steps and items, and marks on what is there, as the server demands. */
function once(events: StoredEvent[]): StoredEvent[] {
  const seen = new Set<string>();
  const again = (seq: number) => eventAt(seq, 'note.added', { text: 'again' });
  return events.map((event) => {
    const { step, evidence, evidenceId } = event.payload as {
      step?: string;
      evidence?: { id: string };
      evidenceId?: string;
    };
    if (event.kind === 'evidence.flagged' && !seen.has(`e${evidenceId}`)) return again(event.seq);
    const key = event.kind === 'step.started' ? `s${step}` : evidence && `e${evidence.id}`;
    if (key === undefined) return event;
    if (seen.has(key)) return again(event.seq);
    seen.add(key);
    return event;
  });
}

const run = array(laterEvent, { maxLength: 40 }).map((made) =>
  once([created(), ...made.map((make, place) => make(place + 2))]),
);

const runAndCut = run.chain((events) =>
  tuple(constant(events), integer({ min: 1, max: events.length })),
);

const folded = (events: StoredEvent[]): Tables => foldPast(new Map(), events);

describe('a look back', () => {
  it('is the same from a prefix and the rest as from all at once', () => {
    assert(
      property(runAndCut, ([events, cut]) => {
        const inParts = foldPast(folded(events.slice(0, cut)), events.slice(cut));
        expect(inParts).toEqual(folded(events));
      }),
    );
  });

  it('is the same from a snapshot and its tail as from all at once', () => {
    assert(
      property(runAndCut, ([events, cut]) => {
        const snapshot = packTables(folded(events.slice(0, cut)));
        expect(foldPast(unpackTables(snapshot), events.slice(cut))).toEqual(folded(events));
      }),
    );
  });

  it('does not depend on how the streams came in between each other', () => {
    const two = tuple(run, run, array(boolean()));
    assert(
      property(two, ([first, other, turns]) => {
        const second = other.map((event) => {
          const { checkpoint } = event.payload;
          const payload = checkpoint
            ? { ...event.payload, checkpoint: `${checkpoint} b` }
            : event.payload;
          return { ...event, stream: 'inv_2', payload };
        });
        const [a, b] = [[...first], [...second]];
        const mixed: StoredEvent[] = [];
        for (const isFirst of turns) {
          const next = isFirst ? a.shift() : b.shift();
          if (next) mixed.push(next);
        }
        const all = folded([...mixed, ...a, ...b]);
        const apart = folded([...first, ...second]);
        for (const [name, rows] of apart) {
          expect(new Map(all.get(name))).toEqual(new Map(rows));
        }
        expect(all.size).toBe(apart.size);
      }),
    );
  });

  it('tells steps and evidence from how they stand now as the fold of that time did', () => {
    assert(
      property(runAndCut, ([events, cut]) => {
        const [now, then]: [Tables, Tables] = [new Map(), new Map()];
        for (const event of events) foldInto(now, roomProjections, event);
        for (const event of events.slice(0, cut)) foldInto(then, roomProjections, event);
        const marks = new Map(
          rowsThen(folded(events.slice(0, cut)), flagProjection).map((mark) => [mark.key, mark]),
        );
        const steps = rowsThen(now, stepProjection).flatMap((row) => stepThen(row, cut) ?? []);
        const items = rowsThen(now, evidenceProjection).flatMap(
          (row) => evidenceThen(row, cut, marks.get(row.key)) ?? [],
        );
        expect(steps).toEqual(rowsThen(then, stepProjection));
        expect(items).toEqual(rowsThen(then, evidenceProjection));
      }),
    );
  });

  it('keeps the words of no step and no item of evidence in a snapshot', () => {
    const events = [
      created(),
      eventAt(2, 'step.started', { step: 's', tool: 'a tool of its own', args: 'some words' }),
      evidenceAt(3, 'E1', 'what was seen'),
    ];
    const text = packTables(folded(events));
    expect(text).not.toContain('what was seen');
    expect(text).not.toContain('a tool of its own');
  });

  it('passes over snapshots of other folds by naming each with its version', () => {
    expect(pastVersion).toContain('investigation:1');
    expect(pastVersion).toContain('told_span:1');
    expect(pastVersion).not.toContain('step:');
  });

  it('tells from when to when the agents of a run tell of, whatever order they tell it in', () => {
    const events = [
      created('imported'),
      eventAt(2, 'note.added', { text: 'b' }, { at: '2026-01-02T00:00:00.000Z' }),
      eventAt(3, 'note.added', { text: 'a' }, { at: '2026-01-01T00:00:00.000Z' }),
      eventAt(4, 'note.added', { text: 'p' }, { at: '2026-09-01T00:00:00.000Z', actor: ANN }),
    ];
    expect(spanOf(folded(events), RUN)).toEqual({
      fromAt: '2026-01-01T00:00:00.000Z',
      toAt: '2026-01-02T00:00:00.000Z',
    });
    expect(spanOf(folded([created()]), RUN)).toBeNull();
  });
});
