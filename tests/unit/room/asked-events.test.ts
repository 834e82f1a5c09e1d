import { describe, expect, it } from 'vitest';
import { askedOf, lanesOf } from '@/components/timeline/asked-events';
import type { TimelineFilter } from '@/components/timeline/filter-groups';
import { topicOf } from '@/components/timeline/group-events';
import { isFound } from '@/lib/investigations/search';
import { KINDS } from '@/lib/log/kinds';
import { eventAt, evidenceAt } from './room-sample';

const nothing: TimelineFilter = { topics: [], lanes: [], sources: [], flagged: false, text: '' };
const all = { text: '', kinds: [], sources: [] };

describe('what the server is asked to look for', () => {
  it('finds, of each kind there is in a run, what its topic shows', () => {
    const inRun = Object.keys(KINDS).filter((kind) =>
      /^(step|evidence|hypothesis|checkpoint|directive|action|grant|execution|verification|note|verdict|scope|write|drift|investigation)\./.test(
        kind,
      ),
    );
    for (const kind of inRun) {
      const { kinds } = askedOf({ ...nothing, topics: [topicOf(kind)] });
      expect(isFound(eventAt(2, kind), { ...all, kinds }), kind).toBe(true);
    }
  });

  it('asks for marks and refusals where only what is flagged is wanted', () => {
    const { kinds } = askedOf({ ...nothing, topics: ['step'], flagged: true });
    expect(isFound(eventAt(2, 'scope.violated'), { ...all, kinds })).toBe(true);
    expect(isFound(eventAt(2, 'step.started'), { ...all, kinds })).toBe(false);
  });

  it('leaves lanes to be told apart in the browser, and nothing else', () => {
    const filter = { ...nothing, lanes: ['logs'], text: 'x', topics: ['step'], flagged: true };
    expect(lanesOf(filter)).toEqual({ ...nothing, lanes: ['logs'] });
  });
});

describe('an event that a search finds', () => {
  it.each([
    ['a word of it, whatever its case', { text: 'PAYMENTS' }, true],
    ['its author', { text: 'scout' }, true],
    ['a field’s name', { text: 'title' }, false],
    ['its source', { sources: ['logs'] }, true],
    ['another source', { sources: ['metrics'] }, false],
    ['a word and another kind', { text: 'payments', kinds: ['note.'] }, false],
  ])('by %s', (_what, more, expected) => {
    const event = evidenceAt(2, 'E1', 'Refused by payments');
    expect(isFound(event, { ...all, ...more })).toBe(expected);
  });

  it('is none by what was erased from it', () => {
    expect(
      isFound(eventAt(2, 'note.added', { text: '[erased]' }), { ...all, text: 'secret' }),
    ).toBe(false);
  });
});
