import { describe, expect, it } from 'vitest';
import { eventClaim } from '@/components/timeline/event-claim';
import { eventFace, groupFace } from '@/components/timeline/event-face';
import {
  filterChoices,
  filterGroups,
  type TimelineFilter,
} from '@/components/timeline/filter-groups';
import { groupLine } from '@/components/timeline/group-claim';
import { groupEvents } from '@/components/timeline/group-events';
import { lineOf } from '@/components/timeline/line-of';
import { linkCounts, rowFlag } from '@/components/timeline/row-links';
import { layLines } from '@/components/timeline/timeline-rows';
import {
  ANN,
  created,
  eventAt,
  evidenceAt,
  factsFrom,
  linkedAt,
  proposedAt,
  stopAt,
  instantAt,
} from './room-sample';

const facts = factsFrom([
  created(),
  eventAt(2, 'step.started', { step: 's1', tool: 'logs.search', lane: 'logs', source: 'logs' }),
  evidenceAt(3, 'E1', 'Errors since r42', 's1'),
  eventAt(4, 'step.finished', { step: 's1', status: 'ok', durationMs: 40, masked: 2 }),
  eventAt(5, 'step.started', { step: 's2', tool: 'kubectl', args: { pod: 'checkout-1' } }),
  eventAt(6, 'step.finished', { step: 's2', status: 'error', error: 'no route to host' }),
  proposedAt(7, 'H1', 'r42 broke it', 0.5),
  linkedAt(8, 'H1', 'E1', 'supports', 0.8),
  eventAt(9, 'scope.violated', { axis: 'services', value: 'payroll', detail: 'not in scope' }),
  stopAt(10, 'evidence'),
  eventAt(11, 'evidence.flagged', { evidenceId: 'E1', flag: 'key', reason: 'yes' }, { actor: ANN }),
]);
const { groups } = groupEvents(facts.run.events);
const group = (key: string) => {
  const found = groups.find((each) => each.key === key);
  if (!found) throw new Error(`No row ${key}.`);
  return found;
};
const everything: TimelineFilter = {
  topics: [],
  lanes: [],
  sources: [],
  services: [],
  window: null,
  flagged: false,
  text: '',
};
const shown = (filter: Partial<TimelineFilter>) =>
  filterGroups(groups, { ...everything, ...filter }, facts).map(({ key }) => key);

describe('the one line of a row', () => {
  it('says what a step found, with which tool, in which lane, how long, and what was masked', () => {
    expect(groupLine(group('step:s1'), facts)).toEqual({
      claim: 'Errors since r42',
      tool: 'logs.search',
      lane: 'logs',
      durationMs: 40,
      masked: 2,
    });
  });

  it('shows a failed step as failed, with its error', () => {
    expect(groupLine(group('step:s2'), facts).claim).toBe('no route to host');
    expect(groupFace(group('step:s2')).tone).toBe('bad');
  });

  it('counts what a hypothesis was linked to in the same row', () => {
    expect(groupLine(group('e:7'), facts).claim).toBe('r42 broke it · 50 % · 1 for');
  });

  it('names evidence and claims by their words, not by their ids', () => {
    const linked = facts.run.events.find(({ kind }) => kind === 'hypothesis.linked');
    expect(linked && eventClaim(linked, facts)).toBe(
      'Errors since r42 speaks for “r42 broke it” (0.80)',
    );
  });

  it('does not put the agent’s words into the mouth of who asks again for it', () => {
    const system = { type: 'system', id: 'resumption', name: 'Countersign' } as const;
    expect(eventClaim({ ...stopAt(12, 'evidence'), actor: system }, facts)).toBe(
      'Asked again: “Enough, I think.”',
    );
    expect(eventClaim(stopAt(12, 'evidence'), facts)).toBe('Enough, I think.');
  });

  it('does not say that nobody decided what was signed and not picked up', () => {
    expect(eventFace(eventAt(13, 'action.expired', {})).word).toBe('Expired');
  });

  it('shows a kind that it does not know by its name', () => {
    const strange = eventAt(99, 'moon.rose', {});
    expect(eventClaim(strange, facts)).toBe('moon.rose');
    expect(eventFace(strange).word).toBe('moon.rose');
  });

  it('says how far off track it is and why, and what was refused while it was held', () => {
    const components = [
      { name: 'distance', value: null, sentence: 'Not stated: nothing.', moved: [] },
      { name: 'repetition', value: 0.9, sentence: 'It asks the same again.', moved: [] },
    ];
    const measured = { score: 0.7, level: 'off-track', threshold: 0.6, components };
    const drift = eventAt(50, 'drift.measured', measured);
    expect(eventClaim(drift, facts)).toBe('Off track 0.70 · It asks the same again.');
    const refused = eventAt(51, 'write.refused', {
      attempted: ['note.added'],
      status: 'stopped',
      attempts: 5,
      added: 3,
      directive: null,
    });
    expect(eventClaim(refused, facts)).toBe('5 writes refused while stopped · note.added');
    expect(eventFace(refused).tone).toBe('bad');
  });

  it('counts links of evidence and shows how a person flagged it', () => {
    expect(linkCounts(group('step:s1'), facts)).toEqual({ supports: 1, contradicts: 0 });
    expect(rowFlag(group('step:s1'), facts)).toBe('key');
    expect(linkCounts(group('step:s2'), facts)).toBeUndefined();
  });
});

describe('the filter', () => {
  it('lets everything through, as the same list, when it asks for nothing', () => {
    expect(filterGroups(groups, everything, facts)).toBe(groups);
  });

  it('narrows to a stretch of time, whole rows that reach into it among them', () => {
    const from = (second: number, to: number | null) => ({
      window: {
        fromMs: Date.parse(instantAt(second)),
        toMs: to === null ? null : Date.parse(instantAt(to)),
      },
    });
    expect(shown(from(9, null))).toEqual(['e:9', 'e:10', 'e:11']);
    expect(shown(from(9, 10))).toEqual(['e:9', 'e:10']);
    // s2 begins with the fifth event and ends with the sixth.
    expect(shown(from(6, 6))).toEqual(['step:s2']);
    expect(shown(from(100, null))).toEqual([]);
  });

  it('narrows by kind, lane, source, flag and words', () => {
    expect(shown({ topics: ['hypothesis'] })).toEqual(['e:7']);
    expect(shown({ lanes: ['logs'] })).toEqual(['step:s1']);
    expect(shown({ sources: ['logs'] })).toEqual(['step:s1']);
    expect(shown({ flagged: true })).toEqual(['step:s1', 'e:9', 'e:11']);
    expect(shown({ text: 'ROUTE to' })).toEqual(['step:s2']);
    expect(shown({ text: 'checkout-1' })).toEqual(['step:s2']);
    expect(shown({ text: 'r42', topics: ['stop'] })).toEqual([]);
    expect(shown({ services: ['checkout'] })).toEqual(['e:1', 'step:s1']);
    expect(shown({ services: ['payroll'] })).toEqual(['e:9']);
    expect(shown({ services: ['Checkout'] })).toEqual([]);
  });

  it('offers only what occurs', () => {
    const choices = filterChoices(groups, facts);
    expect(choices.lanes).toEqual(['Scout', 'logs', 'Ann']);
    expect(choices.sources).toEqual(['logs']);
    expect(choices.topics).not.toContain('action');
  });
});

describe('the line that stands for a selection', () => {
  const lines = layLines(groups, new Set());

  it('finds evidence in its step, a claim and a stop point where they began', () => {
    expect(lineOf('ev:E1', lines, facts)).toBe('step:s1');
    expect(lineOf('hyp:H1', lines, facts)).toBe('e:7');
    expect(lineOf('chk:chk_10', lines, facts)).toBe('e:10');
  });

  it('stands for an event that is folded away by its group', () => {
    expect(lineOf('e:6', lines, facts)).toBe('step:s2');
    expect(lineOf('e:6', layLines(groups, new Set(['step:s2'])), facts)).toBe('e:6');
  });

  it('finds nothing for what is not there', () => {
    expect(lineOf('ev:E9', lines, facts)).toBeUndefined();
    expect(lineOf('<script>', lines, facts)).toBeUndefined();
    expect(lineOf(null, lines, facts)).toBeUndefined();
  });
});
