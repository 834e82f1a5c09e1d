import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeWords } from '@/components/checkpoint/stop-words';
import { runFace, stopEffect } from '@/components/directive/control-words';
import { estimateWords, likelihoodWord, percent } from '@/components/hypothesis/confidence-words';
import { leadingClaim, rankHypotheses } from '@/components/hypothesis/rank';
import { overviewLines, overviewMarks, overviewSpan } from '@/components/incident/overview-marks';
import { chooseRun } from '@/components/incident/run-choice';
import { focusOf, parseSelection } from '@/components/inspector/selection';
import {
  ANN,
  created,
  eventAt,
  factsFrom,
  instantAt,
  proposedAt,
  roomOf,
  stopAt,
} from './room-sample';

const revised = (seq: number, hypothesisId: string, change: Record<string, unknown>) =>
  eventAt(seq, 'hypothesis.revised', { hypothesisId, because: [], ...change });
const decided = (seq: number, decision: 'release' | 'return' | 'stop') =>
  eventAt(
    seq,
    'checkpoint.decided',
    {
      checkpoint: 'chk_3',
      stage: 'evidence',
      hypothesisId: null,
      decision,
      evidenceRoot: '',
      reason: null,
      instruction: null,
    },
    { actor: ANN },
  );

describe('confidence in words', () => {
  it.each([
    [0, '0 %', 'almost no chance'],
    [0.004, '< 1 %', 'almost no chance'],
    [0.5, '50 %', 'roughly even'],
    [0.92, '92 %', 'very likely'],
    [0.998, '> 99 %', 'almost certain'],
    [1, '100 %', 'almost certain'],
  ])('says %f as %s, %s', (confidence, number, word) => {
    expect(percent(confidence)).toBe(number);
    expect(likelihoodWord(confidence)).toBe(word);
  });

  it('never calls an estimate anything but uncalibrated, and owns up to a missing one', () => {
    expect(estimateWords(0.92)).toBe('Agent’s estimate 92 % (uncalibrated)');
    expect(estimateWords(null)).toBe('Agent’s estimate not stated');
  });
});

describe('the order of claims', () => {
  const { hypotheses } = factsFrom([
    created(),
    proposedAt(2, 'low', 'a', 0.2),
    proposedAt(3, 'none', 'b'),
    proposedAt(4, 'gone', 'c', 0.99),
    proposedAt(5, 'high', 'd', 0.8),
    revised(6, 'gone', { status: 'refuted' }),
  ]);

  it('leads with the surest that still stands and keeps the refuted at the end', () => {
    expect(rankHypotheses(hypotheses).map(({ id }) => id)).toEqual(['high', 'low', 'none', 'gone']);
    expect(leadingClaim(hypotheses)?.id).toBe('high');
  });

  it('draws the refuted one too when it was once the loudest of the rest', () => {
    const lines = overviewLines(hypotheses, 'live');
    expect(lines.map(({ id }) => id)).toContain('gone');
    expect(lines).toHaveLength(4);
  });
});

describe('the strip over the whole run', () => {
  const events = [created(), proposedAt(2, 'H1', 'a', 0.5), stopAt(3, 'evidence')];

  it('marks stop points and how they were decided', () => {
    const { checkpoints, actions } = factsFrom([...events, decided(4, 'release')]);
    expect(overviewMarks(checkpoints, actions, 'live').map(({ label }) => label)).toEqual([
      'Review the evidence',
      'Review the evidence: passed, by Ann',
    ]);
  });

  it('reaches to now while it runs and ends with what has ended', () => {
    const now = Date.parse(instantAt(500));
    expect(overviewSpan(factsFrom(events), now).toMs).toBe(now);
    const over = factsFrom([
      ...events,
      decided(4, 'stop'),
      eventAt(300, 'note.added', { text: 'x' }),
    ]);
    expect(overviewSpan(over, now).toMs).toBe(Date.parse(instantAt(300)));
  });
});

describe('words of control', () => {
  it('never says Stopped where the agent was not reached', () => {
    expect(runFace('stopped', 'cooperative')).toBe('stopped');
    expect(runFace('stopped', 'enforced')).toBe('stopped-enforced');
    expect(stopEffect('cooperative')).toContain('may still be running');
  });

  it('says who decided a stop point, and that silence decides nothing', () => {
    const [checkpoint] = factsFrom([created(), stopAt(2, 'evidence')]).checkpoints;
    expect(checkpoint && outcomeWords(checkpoint)).toBeUndefined();
    const [late] = factsFrom([
      created(),
      stopAt(2, 'evidence'),
      eventAt(3, 'checkpoint.expired', { checkpoint: 'chk_2', stage: 'evidence' }),
    ]).checkpoints;
    expect(late && outcomeWords(late)).toBe('Nobody decided in time');
  });
});

describe('which investigation a room opens on', () => {
  const begin = (stream: string) => ({ ...created(), stream });
  const { runs } = roomOf([
    begin('inv_a'),
    { ...stopAt(2, 'evidence'), stream: 'inv_a' },
    begin('inv_b'),
  ]);

  it('takes what waits on a person before what runs', () => {
    expect(chooseRun(runs, null)?.id).toBe('inv_a');
  });

  it('follows the link, unless it leads elsewhere', () => {
    expect(chooseRun(runs, 'inv_b')?.id).toBe('inv_b');
    expect(chooseRun(runs, 'inv_elsewhere')?.id).toBe('inv_a');
    expect(chooseRun([], 'inv_b')).toBeUndefined();
  });
});

describe('what the URL selects', () => {
  it('reads rows, evidence and claims', () => {
    expect(parseSelection('e:12')).toEqual({ type: 'event', stream: 'run', seq: 12 });
    expect(parseSelection('i:3')).toEqual({ type: 'event', stream: 'incident', seq: 3 });
    expect(parseSelection('ev:a:b.c')).toEqual({ type: 'evidence', id: 'a:b.c' });
  });

  it('takes any other text for no selection, without failing', () => {
    for (const text of ['e:x', 'zz:1', 'constructor:1', '', null]) {
      expect(parseSelection(text)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseSelection(text);
      }),
    );
  });

  it('shows an event as what it brought', () => {
    expect(focusOf(stopAt(2, 'evidence'))).toEqual({ type: 'checkpoint', id: 'chk_2' });
    expect(focusOf(eventAt(2, 'note.added', {}))).toBeUndefined();
  });
});
