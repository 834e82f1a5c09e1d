import { describe, expect, it } from 'vitest';
import { changeLines } from '@/components/changes/change-words';
import { compareMarks } from '@/components/changes/compare-marks';
import { parseLooks, withLook } from '@/components/changes/last-look';
import { newsSince, newsWords } from '@/components/changes/news-since';
import { changesBetween } from '@/lib/changes/rules';
import type { RoomChanges } from '@/lib/changes/schema';
import type { StoredEvent } from '@/lib/log/schema';
import {
  ANN,
  created,
  eventAt,
  factsFrom,
  instantAt,
  roomOf,
  RUN,
  stopAt,
} from '../room/room-sample';
import {
  AGAINST,
  carriedOut,
  CLAIM,
  claimed,
  decided,
  executing,
  measured,
  proposed,
  refuted,
  signed,
} from '../room/run-events';
import { roomTables } from './random-room';

const E1 = { id: 'E1', title: AGAINST, source: 'logs', flag: null, isNew: true } as const;

/** The answer for a run of these events, with what the server would add to it. */
function answer(events: StoredEvent[], from: number, more: Partial<RoomChanges> = {}): RoomChanges {
  const to = events.length;
  return {
    from: { run: RUN, seq: from, at: instantAt(from) },
    to: { run: RUN, seq: to, at: instantAt(to), isNow: false },
    changes: changesBetween(roomTables(events.slice(0, from)), roomTables(events)),
    leftOut: 0,
    arrivals: [{ run: RUN, bySource: [], named: [], notes: [], noteCount: 0, agentNoteCount: 0 }],
    runs: [{ id: RUN, agentName: 'Scout', service: 'checkout' }],
    people: [],
    parts: [],
    ...more,
  };
}

const said = (of: RoomChanges): string[] => changeLines(of).map(({ text }) => text);

const revised = (seq: number, confidence: number, because: string[] = []) =>
  eventAt(seq, 'hypothesis.revised', { hypothesisId: 'H1', confidence, because });

const freeze = {
  about: 'freeze',
  id: 'frz_1',
  service: 'checkout',
  setBy: ANN,
  reason: 'Look first.',
  from: false,
  to: true,
} as const;
const field = { about: 'incident', by: ANN, seq: 4 } as const;

describe('what changed, in words', () => {
  it('says that an estimate fell, from what to what, and after which evidence', () => {
    const given = answer([...claimed, revised(5, 0.4, ['E1'])], 3);
    const arrivals = given.arrivals.map((each) => ({ ...each, named: [E1] }));
    expect(said({ ...given, arrivals })).toContain(
      `Estimate of “${CLAIM}” fell from 92 % to 40 % after “${AGAINST}” (against)`,
    );
  });

  it('does not invent a cause where none is named', () => {
    expect(said(answer([...claimed, revised(5, 0.95)], 4))).toEqual([
      `Estimate of “${CLAIM}” rose from 92 % to 95 %; no evidence is named as the cause`,
    ]);
  });

  it('says that an estimate moved and came back', () => {
    expect(said(answer([...claimed, revised(5, 0.4), revised(6, 0.92)], 4))).toEqual([
      `Estimate of “${CLAIM}” moved and came back to 92 %, in 2 steps`,
    ]);
  });

  it.each([
    ['a claim that is new', answer(claimed, 2), `New claim: “${CLAIM}”, agent’s estimate 92 %`],
    ['who refuted one', answer([...claimed, { ...refuted, seq: 5 }], 4), `Ann refuted “${CLAIM}”`],
    [
      'a stop point that waits',
      answer([...claimed, stopAt(5, 'evidence')], 4),
      'Reached the stop point “Review the evidence” and waits on a person',
    ],
    [
      'an action from proposal to recovery',
      answer([...executing, carriedOut('succeeded'), measured('recovered')], claimed.length),
      '“Roll back checkout to r41”: proposed, approved by Ann, carried out and recovered, reported by Scout',
    ],
    [
      'one that was rejected',
      answer([...proposed, decided('reject')], proposed.length),
      '“Roll back checkout to r41”: rejected by Ann',
    ],
    [
      'a severity that was raised',
      answer(claimed, 4, { changes: [{ ...field, field: 'severity', from: 'sev3', to: 'sev1' }] }),
      'Severity raised from SEV 3 to SEV 1, by Ann',
    ],
    [
      'command that changed hands',
      answer(claimed, 4, {
        changes: [{ ...field, field: 'commander', from: ANN.id, to: 'usr_bob' }],
        people: [
          { id: ANN.id, name: 'Ann' },
          { id: 'usr_bob', name: 'Bob' },
        ],
      }),
      'Command went from Ann to Bob',
    ],
    ['a freeze', answer(claimed, 4, { changes: [freeze] }), 'checkout was frozen by Ann'],
    [
      'a freeze that was lifted',
      answer(claimed, 4, { changes: [{ ...freeze, from: true, to: false }] }),
      'The freeze of checkout, set by Ann, was lifted',
    ],
  ])('tells %s', (_what, given, words) => {
    expect(said(given)).toContain(words);
  });

  it('counts evidence by its source, and names what bears on a claim', () => {
    const arrivals = [
      {
        run: RUN,
        bySource: [{ source: 'logs', items: 8 } as const, { source: 'metrics', items: 1 } as const],
        named: [E1, { ...E1, id: 'E0', isNew: false }],
        notes: [
          { run: RUN, seq: 9, at: instantAt(9), by: ANN, text: 'Look here.', hypothesisId: null },
        ],
        noteCount: 1,
        agentNoteCount: 3,
      },
    ];
    expect(said(answer(claimed, 4, { changes: [], arrivals }))).toEqual([
      '9 new items of evidence: 8 from logs and 1 from metrics',
      `“${AGAINST}”, from logs, bears on a claim`,
      'Ann noted',
      '3 notes of agents, in the timeline',
    ]);
  });

  it('gives every line a key of its own, and each a row to lead to where there is one', () => {
    const bySource = [{ source: 'logs', items: 1 } as const];
    const given = answer([...signed, { ...refuted, seq: 20 }], 0);
    const arrivals = given.arrivals.map((each) => ({ ...each, bySource, named: [E1] }));
    const lines = changeLines({ ...given, arrivals });
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
    expect(lines.map(({ sel }) => sel)).toEqual(
      expect.arrayContaining(['act:act_1', 'hyp:H1', 'ev:E1']),
    );
  });
});

describe('moments to compare with', () => {
  it('are the last look, the stop points and decisions, and the beginning, the newest first', () => {
    const facts = factsFrom([...claimed, stopAt(5, 'evidence'), ...proposed.slice(-1)]);
    const marks = compareMarks(facts, instantAt(3));
    expect(marks.map(({ label }) => label)).toEqual([
      'When you last looked',
      'The stop point “Review the evidence”',
      'The beginning of the run',
    ]);
    expect(marks.map(({ since }) => since)).toEqual([instantAt(3), '5', '1']);
  });

  it('of a recording leave out when one looked, which its clock does not know', () => {
    const marks = compareMarks(factsFrom([created('imported')]), instantAt(3));
    expect(marks.map(({ since }) => since)).toEqual(['1']);
  });
});

describe('looks that a browser remembers', () => {
  it('survive being written and read', () => {
    const looks = withLook({}, 'inc_1', instantAt(1));
    expect(parseLooks(JSON.stringify(looks))).toEqual({ inc_1: instantAt(1) });
  });

  it.each([null, '', '{', '[1]', '7', '{"inc_1": 3}', '{"inc_1": "yesterday"}'])(
    'are none in %s',
    (text) => {
      expect(parseLooks(text)).toEqual({});
    },
  );

  it('let the oldest go', () => {
    let looks = {};
    for (let n = 0; n < 250; n += 1) looks = withLook(looks, `inc_${n}`, instantAt(n));
    expect(Object.keys(looks)).toHaveLength(200);
    expect(looks).toHaveProperty('inc_249');
    expect(looks).not.toHaveProperty('inc_0');
  });
});

describe('news since a look', () => {
  const room = roomOf([...claimed, stopAt(5, 'evidence')]);

  it('counts what matters after it', () => {
    expect(newsSince(room, instantAt(4))).toEqual({ claims: 0, stops: 1, actions: 0, people: 0 });
    expect(newsWords(newsSince(room, instantAt(2)))).toBe('New: 1 stop point and 1 claim');
  });

  it('is none where nothing that matters happened, nor in a recording', () => {
    expect(newsWords(newsSince(room, instantAt(5)))).toBe('');
    const recorded = roomOf([created('imported'), ...claimed.slice(1)]);
    expect(newsWords(newsSince(recorded, instantAt(0)))).toBe('');
  });
});
