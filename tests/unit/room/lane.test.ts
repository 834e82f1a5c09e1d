import { describe, expect, it } from 'vitest';
import { laneOf } from '@/components/timeline/group-claim';
import { groupEvents } from '@/components/timeline/group-events';
import { laneTip } from '@/components/timeline/lane';
import type { LaneAgent } from '@/lib/investigations/views';
import { ANN, created, eventAt, factsFrom } from './room-sample';

const scope = { sources: ['logs'], services: ['*'], environments: ['*'], verbs: ['observe'] };
const READER = { type: 'agent', id: 'agt_2', name: 'log-reader' } as const;
const step = (seq: number, id: string, lane?: string) =>
  eventAt(seq, 'step.started', { step: id, tool: 'grep', ...(lane ? { lane } : {}) });

const events = [
  created(),
  step(2, 's1', 'logs'),
  step(3, 's2'),
  { ...step(4, 's3', 'Ann'), actor: READER },
  { ...eventAt(5, 'note.added', { text: 'x' }), actor: READER },
  { ...eventAt(6, 'note.added', { text: 'y' }), actor: ANN },
];

describe('a lane of the timeline', () => {
  it('is the identity that wrote, and what the run’s own agent calls it within that one', () => {
    const facts = factsFrom(events);
    const lanes = groupEvents(facts.run.events).groups.map((group) => laneOf(group, facts));
    expect(lanes).toEqual(['Scout', 'logs', 'Scout', '↳ log-reader', '↳ log-reader', 'Ann']);
  });

  it('is told from that of another sub-agent of the same name', () => {
    const other = { type: 'agent', id: 'agt_3', name: 'log-reader' } as const;
    const facts = factsFrom([
      ...events,
      { ...eventAt(7, 'note.added', { text: 'z' }), actor: other },
    ]);
    const of = (id: string, label: string) => ({
      id,
      name: 'log-reader',
      label,
      parentId: 'agt_1',
      scope,
    });
    const agents = [of('agt_2', 'log-reader'), of('agt_3', 'log-reader 2')];
    const known = { ...facts, run: { ...facts.run, agents } };
    const lanes = groupEvents(facts.run.events).groups.map((group) => laneOf(group, known));
    expect(lanes.slice(-3)).toEqual(['↳ log-reader', 'Ann', '↳ log-reader 2']);
  });

  it('tells who it is and what that one may do, with nothing invisible in it', () => {
    const facts = factsFrom(events);
    const agents: LaneAgent[] = [
      {
        id: 'agt_1',
        name: 'Scout',
        label: 'Scout',
        parentId: null,
        scope: { ...scope, verbs: ['observe', 'delegate'] },
      },
      {
        id: 'agt_2',
        name: 'log\u202ereader',
        label: 'log\u202ereader',
        parentId: 'agt_1',
        scope,
      },
    ];
    const known = { ...facts, run: { ...facts.run, agents } };
    const [, , , theirs, , anns] = facts.run.events;
    expect(theirs && laneTip(theirs, known)).toMatch(
      /\(agt_2\), sub-agent of Scout. Scope, declared. May: observe/,
    );
    expect(theirs && laneTip(theirs, known)).not.toContain('\u202e');
    expect(anns && laneTip(anns, known)).toBeUndefined();
  });
});
