import { describe, expect, it } from 'vitest';
import { overviewSpan } from '@/components/incident/overview-marks';
import { recordedSpan, stopInstants } from '@/components/incident/recorded-instants';
import type { StoredEvent } from '@/lib/log/schema';
import { ANN, created, eventAt, factsFrom, instantAt, proposedAt, stopAt } from './room-sample';

const yearsBefore = (at: string) => at.replace('2026', '2024');
const retold = (event: StoredEvent): StoredEvent => ({ ...event, at: yearsBefore(event.at) });
const passed = eventAt(
  5,
  'checkpoint.decided',
  {
    checkpoint: 'chk_3',
    stage: 'evidence',
    hypothesisId: null,
    decision: 'release',
    evidenceRoot: '',
    reason: null,
    instruction: null,
  },
  { actor: { type: 'system', id: 'recording', name: 'Recording' } },
);
const run = [proposedAt(2, 'H1', 'a', 0.5), stopAt(3, 'evidence'), passed];
const later = eventAt(900, 'note.added', { text: 'Seen.' }, { actor: ANN });
const toldUntil = (second: number) => [
  ...run.map(retold),
  retold(eventAt(second, 'note.added', { text: 'The end.' })),
];

describe('the span of a recording', () => {
  it('is what it tells, neither its import nor what people did later', () => {
    const facts = factsFrom([created('imported'), ...toldUntil(400), later]);
    const span = {
      fromMs: Date.parse(yearsBefore(instantAt(2))),
      toMs: Date.parse(yearsBefore(instantAt(400))),
    };
    expect(recordedSpan(facts)).toEqual(span);
    expect(overviewSpan(facts, Date.parse(instantAt(5000)))).toEqual(span);
  });

  it('comes from its rows where its first events are not loaded', () => {
    const { run: whole, hypotheses } = factsFrom([created('imported'), ...toldUntil(400)]);
    const cut = { ...whole, events: whole.events.slice(-1), hasEarlier: true };
    expect(recordedSpan({ run: cut, hypotheses })?.fromMs).toBe(
      Date.parse(yearsBefore(instantAt(2))),
    );
  });

  it('is unknown while it tells nothing', () => {
    expect(recordedSpan(factsFrom([created('imported')]))).toBeUndefined();
  });
});

describe('the instants of a stop point', () => {
  const stopOf = (facts: ReturnType<typeof factsFrom>) => {
    const [stop] = facts.checkpoints;
    if (!stop) throw new Error('This run has a stop point.');
    return stop;
  };

  it('are the recording’s own, and unknown while their events are not loaded', () => {
    const facts = factsFrom([created('imported'), ...run.map(retold)]);
    expect(stopInstants(facts, stopOf(facts))).toEqual({
      requestedAt: yearsBefore(instantAt(3)),
      decidedAt: yearsBefore(instantAt(5)),
    });
    const bare = { ...facts, run: { ...facts.run, events: [] } };
    expect(stopInstants(bare, stopOf(facts))).toEqual({ requestedAt: null, decidedAt: null });
  });

  it('are the database’s of what happens live', () => {
    const facts = factsFrom([created(), ...run.map(retold)]);
    expect(stopInstants(facts, stopOf(facts))).toEqual({
      requestedAt: instantAt(3),
      decidedAt: instantAt(5),
    });
  });
});
