import { describe, expect, it } from 'vitest';
import { askedOf, lanesOf } from '@/components/timeline/asked-events';
import type { TimelineFilter } from '@/components/timeline/filter-groups';
import { topicOf } from '@/components/timeline/group-events';
import { isFound, servicesOf } from '@/lib/investigations/search';
import { KINDS } from '@/lib/log/kinds';
import { contents } from '../pages/samples';
import { eventAt, evidenceAt } from './room-sample';

const nothing: TimelineFilter = {
  topics: [],
  lanes: [],
  sources: [],
  services: [],
  window: null,
  flagged: false,
  text: '',
};
const all = { text: '', kinds: [], sources: [], services: [] };

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

  it('asks for services by name and for a stretch of time by instants', () => {
    const fromMs = Date.parse('2026-05-04T14:00:00.000Z');
    const open = askedOf({ ...nothing, services: ['cart'], window: { fromMs, toMs: null } });
    expect(open).toMatchObject({
      services: ['cart'],
      from: '2026-05-04T14:00:00.000Z',
      to: null,
    });
    const { to } = askedOf({ ...nothing, window: { fromMs, toMs: fromMs + 1500 } });
    expect(to).toBe('2026-05-04T14:00:01.500Z');
  });

  it('leaves lanes to be told apart in the browser, and nothing else', () => {
    const filter = {
      ...nothing,
      lanes: ['logs'],
      text: 'x',
      topics: ['step'],
      services: ['cart'],
      window: { fromMs: 0, toMs: null },
      flagged: true,
    };
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
    ['its service', { services: ['checkout'] }, true],
    ['another service', { services: ['check'] }, false],
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

describe('the services of an event', () => {
  it.each([
    ['that brought evidence', evidenceAt(2, 'E1', 'x'), ['checkout']],
    [
      'that proposes a change',
      eventAt(2, 'action.proposed', { contents: contents() }),
      ['checkout'],
    ],
    [
      'that reached outside its scope',
      eventAt(2, 'scope.violated', { axis: 'services', value: 'payroll' }),
      ['payroll'],
    ],
    [
      'that reached for another thing outside its scope',
      eventAt(2, 'scope.violated', { axis: 'tools', value: 'payroll' }),
      [],
    ],
    ['that began a run', eventAt(1, 'investigation.created', { service: 'cart' }), ['cart']],
    ['that only names one', eventAt(2, 'note.added', { text: 'checkout' }), []],
    ['whose text was erased', eventAt(2, 'action.proposed', { contents: '[erased]' }), []],
  ])('%s', (_what, event, expected) => {
    expect(servicesOf(event)).toEqual(expected);
  });
});
