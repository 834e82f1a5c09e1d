import { expect, it } from 'vitest';
import { createLaneIndex } from '@/components/timeline/use-lane-index';
import { groupEvents } from '@/components/timeline/group-events';
import type { EventActor } from '@/lib/log/schema';
import { ANN, created, eventAt, factsFrom } from './room-sample';

const note = (seq: number, actor: EventActor = ANN) =>
  eventAt(seq, 'note.added', { text: 'x' }, { actor });
const BEN: EventActor = { type: 'person', id: 'usr_ben', name: 'Ben' };

it('numbers lanes by where they first come up, and keeps the numbers as rows arrive', () => {
  const facts = factsFrom([created(), note(2)]);
  const index = createLaneIndex();
  const few = groupEvents([created(), note(2)]).groups;
  expect([...index(few, facts)]).toEqual([
    ['Scout', 0],
    ['Ann', 1],
  ]);
  const more = groupEvents([created(), note(2), note(3, BEN)]);
  const places = index(more.groups, facts);
  expect([...places.keys()]).toEqual(['Scout', 'Ann', 'Ben']);
  expect(index(more.groups, facts)).toBe(places);
});

it('numbers them anew once earlier rows were put before', () => {
  const facts = factsFrom([created(), note(2)]);
  const index = createLaneIndex();
  index(groupEvents([note(2)]).groups, facts);
  expect([...index(groupEvents([created(), note(2)]).groups, facts).keys()]).toEqual([
    'Scout',
    'Ann',
  ]);
});
