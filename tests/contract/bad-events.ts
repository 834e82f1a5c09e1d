import { AT, event, evidence, hypothesis, note } from '../support/investigation-events';

/** Bodies of POST …/events of a wrong shape, and the path that the refusal must name. */
export interface BadShape {
  name: string;
  body: unknown;
  path: string;
}

const of = (name: string, events: unknown, path: string): BadShape => ({
  name,
  body: { events },
  path,
});
const one = (name: string, given: unknown, path: string): BadShape =>
  of(name, [given], path ? `events.0.${path}` : 'events.0');
const body = (given: object) => evidence('e9', { body: given });
const revised = (more: object) =>
  event('r9', 'hypothesis.revised', { hypothesisId: 'h1', because: [], ...more });
const many = (count: number) => Array.from({ length: count }, (_, i) => note(`n${i}`));
const at = (name: string, instant: unknown): BadShape =>
  one(name, { ...note('n9'), at: instant }, 'at');
const id = (name: string, given: unknown): BadShape =>
  one(name, { ...note('n9'), id: given }, 'id');

export const badShapes: BadShape[] = [
  { name: 'no events member', body: {}, path: 'events' },
  { name: 'an unknown field', body: { events: [note('n9')], extra: 1 }, path: 'extra' },
  of('no events', [], 'events'),
  of('501 events', many(501), 'events'),
  of('an object of events', { 0: note('n9') }, 'events'),
  of('null events', null, 'events'),
  one('an event that is null', null, ''),
  one('an event that is a list', [note('n9')], ''),
  of('a wrong event after a right one', [note('n8'), { ...note('n9'), text: 1 }], 'events.1.text'),
  one('an unknown field of an event', { ...note('n9'), extra: 1 }, 'extra'),
  one('an unknown kind', { ...note('n9'), kind: 'note.removed' }, 'kind'),
  one('a kind that only the server writes', { ...note('n9'), kind: 'checkpoint.decided' }, 'kind'),
  one('a kind that approves', { ...note('n9'), kind: 'action.decided' }, 'kind'),
  one('a kind named like a method', { ...note('n9'), kind: 'toString' }, 'kind'),
  one('no kind', { id: 'n9', at: AT, text: 'x' }, 'kind'),
  id('no id', undefined),
  id('an empty id', ''),
  id('an id of 65 characters', 'x'.repeat(65)),
  id('an id of 100,000 characters', 'x'.repeat(100_000)),
  id('an id with a space', 'a b'),
  id('an id with a slash', '../e1'),
  id('an id with a letter beyond ASCII', 'é'),
  id('an id with a line break at its end', 'n9\n'),
  id('a number for an id', 9),
  at('no instant', undefined),
  at('words for an instant', 'yesterday'),
  at('milliseconds for an instant', 1_772_366_400_000),
  at('a date for an instant', '2026-03-01'),
  at('a thirteenth month', '2026-13-01T00:00:00.000Z'),
  at('an instant without its zone', '2026-03-01T12:00:00.000'),
  at('the year 0', '0000-01-01T00:00:00.000Z'),
  at('an instant that is past the year 9999 in UTC', '9999-12-31T23:59:59.000-12:00'),
  at('an instant that is before the year 1 in UTC', '0001-01-01T00:00:00.000+14:00'),
  one('an empty note', { ...note('n9'), text: ' ' }, 'text'),
  one('a number for a note', { ...note('n9'), text: 7 }, 'text'),
  one('an unknown source', evidence('e9', { source: 'rumours' }), 'evidence.source'),
  one('an unknown field of evidence', evidence('e9', { extra: 1 }), 'evidence.extra'),
  one('an evidence id with a space', evidence('e 9'), 'id'),
  one('an unknown form of body', body({ format: 'html', text: '<b>' }), 'evidence.body.format'),
  one(
    'an unknown field of a body',
    body({ format: 'text', text: 'x', html: 'x' }),
    'evidence.body.html',
  ),
  one(
    'log lines without a message',
    body({ format: 'log', lines: [{ level: 'error' }] }),
    'evidence.body.lines.0.message',
  ),
  one(
    'a series whose values are texts',
    body({ format: 'series', series: [{ name: 'p99', points: [[AT, '1']] }] }),
    'evidence.body.series.0.points.0.1',
  ),
  one(
    'a table without columns',
    body({ format: 'table', columns: [], rows: [] }),
    'evidence.body.columns',
  ),
  one(
    'a table with an object for a cell',
    body({ format: 'table', columns: ['a'], rows: [[{}]] }),
    'evidence.body.rows.0.0',
  ),
  one(
    'a span of negative length',
    body({
      format: 'trace',
      spans: [{ id: 'a', service: 'checkout', name: 'GET /', startAt: AT, durationMs: -1 }],
    }),
    'evidence.body.spans.0.durationMs',
  ),
  one(
    'an end of observation that is no instant',
    evidence('e9', { observedTo: 'now' }),
    'evidence.observedTo',
  ),
  one(
    'a hypothesis surer than sure',
    event('p9', 'hypothesis.proposed', {
      hypothesis: { id: 'h9', statement: 'x', confidence: 1.01 },
    }),
    'hypothesis.confidence',
  ),
  one('a hypothesis without a statement', hypothesis('h9', ' '), 'hypothesis.statement'),
  one('a text for a confidence', revised({ confidence: '0.5' }), 'confidence'),
  one('an agent that commits by itself', revised({ status: 'committed' }), 'status'),
  one('one id for a list of reasons', revised({ because: 'e1' }), 'because'),
  one(
    'a relation that is neither',
    event('l9', 'hypothesis.linked', { hypothesisId: 'h1', evidenceId: 'e1', relation: 'proves' }),
    'relation',
  ),
  one(
    'an unknown end of a step',
    event('f9', 'step.finished', { step: 's1', status: 'fine' }),
    'status',
  ),
  one(
    'a step that ended before it began',
    event('f9', 'step.finished', { step: 's1', status: 'ok', durationMs: -1 }),
    'durationMs',
  ),
  one(
    'an unknown outcome',
    event('c9', 'investigation.concluded', { outcome: 'fixed', summary: 'x' }),
    'outcome',
  ),
];
