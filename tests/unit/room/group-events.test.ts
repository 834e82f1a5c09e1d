import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupEvents, mergeGroups } from '@/components/timeline/group-events';
import { countAfter, layLines, placeOf, stepLine } from '@/components/timeline/timeline-rows';
import type { StoredEvent } from '@/lib/log/schema';
import { eventAt, evidenceAt, INCIDENT, linkedAt, proposedAt } from './room-sample';

const step = (seq: number, id: string) => eventAt(seq, 'step.started', { step: id, tool: 'logs' });
const done = (seq: number, id: string) =>
  eventAt(seq, 'step.finished', { step: id, status: 'ok', durationMs: 5 });
const keysOf = (events: StoredEvent[]) => groupEvents(events).groups.map(({ key }) => key);

describe('rows of the timeline', () => {
  it('puts a step, its evidence and its end in one row where the step began', () => {
    const events = [
      step(1, 'a'),
      step(2, 'b'),
      evidenceAt(3, 'E1', 'x', 'a'),
      done(4, 'b'),
      done(5, 'a'),
    ];
    const { groups } = groupEvents(events);
    expect(groups.map(({ key, events: of }) => [key, of.map(({ seq }) => seq)])).toEqual([
      ['step:a', [1, 3, 5]],
      ['step:b', [2, 4]],
    ]);
    expect(groups[0]?.topics).toEqual(['step', 'evidence']);
  });

  it('leaves evidence without a step, and acts of people, in rows of their own', () => {
    const note = eventAt(2, 'note.added', { text: 'hm' });
    expect(keysOf([evidenceAt(1, 'E1', 'x'), note])).toEqual(['e:1', 'e:2']);
  });

  it('joins links and revisions of one hypothesis only while nothing comes between', () => {
    const events = [
      proposedAt(1, 'H1', 'one'),
      linkedAt(2, 'H1', 'E1', 'supports'),
      proposedAt(3, 'H2', 'two'),
      linkedAt(4, 'H1', 'E2', 'supports'),
    ];
    expect(keysOf(events)).toEqual(['e:1', 'e:3', 'e:4']);
  });

  it('joins a directive with its acknowledgement, however late', () => {
    const given = eventAt(1, 'directive.given', { directive: 'dir_1', control: 'pause' });
    const heard = eventAt(9, 'directive.acknowledged', { directive: 'dir_1' });
    expect(keysOf([given, step(2, 'a'), heard])).toEqual(['dir:dir_1', 'step:a']);
  });

  it('gives the same rows however the events arrive in batches', () => {
    const kinds = fc.constantFrom('start', 'finish', 'evidence', 'claim', 'link', 'note');
    const names = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.array(fc.record({ kind: kinds, name: names }), { maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 5 }),
        (drafts, cuts) => {
          const events = drafts.map(({ kind, name }, index): StoredEvent => {
            const seq = index + 1;
            if (kind === 'start') return step(seq, name);
            if (kind === 'finish') return done(seq, name);
            if (kind === 'evidence') return evidenceAt(seq, `E${seq}`, 'x', name);
            if (kind === 'claim') return proposedAt(seq, name, 'claim');
            if (kind === 'link') return linkedAt(seq, name, 'E1', 'supports');
            return eventAt(seq, 'note.added', { text: name });
          });
          let grown = groupEvents([]);
          for (const cut of [...cuts.sort((a, b) => a - b), events.length]) {
            const before = structuredClone(grown.groups);
            const next = groupEvents(events.slice(0, cut), grown);
            expect(grown.groups).toEqual(before);
            grown = next;
          }
          expect(grown.groups).toEqual(groupEvents(events).groups);
          const held = grown.groups.flatMap((group) => group.events.map(({ seq }) => seq));
          expect(held.sort((a, b) => a - b)).toEqual(events.map(({ seq }) => seq));
        },
      ),
    );
  });

  it('begins anew when earlier events were put before', () => {
    const later = [done(5, 'a'), done(6, 'b')];
    const grown = groupEvents([step(4, 'a'), ...later], groupEvents(later));
    expect(grown.groups.map(({ key }) => key)).toEqual(['step:a', 'step:b']);
  });

  it('puts the incident’s own rows where they were recorded', () => {
    const run = groupEvents([step(2, 'a'), step(4, 'b')]).groups;
    const own = (seq: number, second: number) =>
      eventAt(second, 'incident.alerted', { alerts: [] }, { stream: INCIDENT, seq });
    const merged = mergeGroups(run, groupEvents([own(1, 1), own(2, 3), own(3, 9)]).groups);
    expect(merged.map(({ key }) => key)).toEqual(['i:1', 'step:a', 'i:2', 'step:b', 'i:3']);
  });
});

describe('lines of the list', () => {
  const { groups } = groupEvents([step(1, 'a'), done(2, 'a'), eventAt(3, 'note.added', {})]);

  it('unfolds a group to its raw events and leaves single events flat', () => {
    expect(layLines(groups, new Set()).map(({ id }) => id)).toEqual(['step:a', 'e:3']);
    const open = layLines(groups, new Set(['step:a', 'e:3']));
    expect(open.map(({ id, level }) => [id, level])).toEqual([
      ['step:a', 1],
      ['e:1', 2],
      ['e:2', 2],
      ['e:3', 1],
    ]);
  });

  it('stays within the list whatever key is pressed', () => {
    const lines = layLines(groups, new Set());
    const keys = fc.constantFrom('j', 'k', 'Home', 'End', 'PageUp', 'PageDown', 'ArrowUp');
    fc.assert(
      fc.property(keys, fc.integer({ min: -1, max: 2 }), (key, from) => {
        const to = stepLine(lines, from, key);
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(lines.length);
      }),
    );
    expect(stepLine([], -1, 'j')).toBeUndefined();
  });
});

describe('the line that was last when the end was left', () => {
  const linesOf = (events: StoredEvent[]) => layLines(groupEvents(events).groups, new Set());
  const notes = Array.from({ length: 6 }, (_, place) =>
    eventAt(place + 1, 'note.added', { text: `${place}` }),
  );
  const [, second] = linesOf(notes);
  if (!second) throw new Error('There are six.');

  it('counts those after it', () => expect(countAfter(linesOf(notes), second)).toBe(4));

  it('is the same once a second event joined its row', () => {
    const before = linesOf([step(1, 'a'), step(2, 'b')]);
    const after = linesOf([step(1, 'a'), step(2, 'b'), done(3, 'a'), eventAt(4, 'note.added', {})]);
    const [first] = before;
    if (!first) throw new Error('There are two.');
    expect(after[0]?.id).not.toBe(first.id);
    expect(placeOf(after, first)).toBe(0);
    expect(countAfter(after, first)).toBe(2);
  });

  it('is told by its time once it is let go of, or filtered away', () => {
    expect(countAfter(linesOf(notes.slice(3)), second)).toBe(3);
    expect(countAfter(linesOf([notes[0]!, notes[4]!]), second)).toBe(1);
  });
});
