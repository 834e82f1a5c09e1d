import { describe, expect, it } from 'vitest';
import { factsOf } from '@/components/incident/run-facts';
import { roomProjections } from '@/lib/composition';
import { foldRoom, renewRoom } from '@/lib/live/fold';
import { eventFrom, heldSeqs, lastSeq, ROOM_KEYS, type RoomState } from '@/lib/live/room-state';
import { prependEvents } from '@/lib/live/window';
import { toWire } from '@/lib/log/schema';
import {
  ANN,
  created,
  emptyRoom,
  eventAt,
  evidenceAt,
  INCIDENT,
  roomOf,
  RUN,
  stopAt,
} from './room-sample';

const runOf = (state: RoomState) => {
  const [run] = state.runs;
  if (!run) throw new Error('No run.');
  return run;
};
const seqsOf = (state: RoomState) => runOf(state).events.map(({ seq }) => seq);
const note = (seq: number) => eventAt(seq, 'note.added', { text: `note ${seq}` });

describe('the room in the browser', () => {
  it('keys its tables as the folds do', () => {
    const keys = Object.fromEntries(roomProjections.map(({ name, key }) => [name, key]));
    expect(ROOM_KEYS).toEqual(keys);
  });

  it('begins a run it did not know at its first event', () => {
    const state = roomOf([created(), evidenceAt(2, 'E1', 'x')]);
    expect(factsOf(runOf(state))?.evidenceOf('E1')?.title).toBe('x');
    expect(factsOf(runOf(state))?.row.evidenceCount).toBe(1);
  });

  it('asks who writes, and what they may do, where it does not know', () => {
    expect(foldRoom(emptyRoom, [created()]).hasGap).toBe(true);
    const state = roomOf([created()]);
    const scope = { sources: ['*'], services: ['*'], environments: ['*'], verbs: ['observe'] };
    const agents = [{ id: 'agt_1', name: 'Scout', label: 'Scout', parentId: null, scope }];
    const known = { ...state, runs: state.runs.map((run) => ({ ...run, agents })) };
    expect(foldRoom(known, [note(2)]).hasGap).toBe(false);
    const actor = { type: 'agent', id: 'agt_2', name: 'Log reader' } as const;
    expect(foldRoom(known, [{ ...note(2), actor }]).hasGap).toBe(true);
    expect(foldRoom(known, [{ ...note(2), actor: ANN }]).hasGap).toBe(false);
  });

  it('passes over what it holds already, and keeps the very same rows', () => {
    const state = roomOf([created(), evidenceAt(2, 'E1', 'x')]);
    const again = foldRoom(state, [created(), evidenceAt(2, 'E1', 'x')]);
    expect(again).toEqual({ state, hasGap: false });
    expect(again.state).toBe(state);
  });

  it('copies only the tables that an event touches', () => {
    const before = runOf(roomOf([created(), evidenceAt(2, 'E1', 'x')]));
    const state = roomOf([created(), evidenceAt(2, 'E1', 'x')]);
    const after = runOf(foldRoom(state, [note(3)]).state);
    expect(after.tables.get('evidence')).toBe(runOf(state).tables.get('evidence'));
    expect(after.tables.get('investigation')).not.toBe(before.tables.get('investigation'));
    expect(lastSeq(runOf(state))).toBe(2);
  });

  it('stops at a hole and says so', () => {
    const { state, hasGap } = foldRoom(roomOf([created()]), [note(2), note(4)]);
    expect(hasGap).toBe(true);
    expect(seqsOf(state)).toEqual([1, 2]);
  });

  it('asks for a reading anew when a run’s beginning never came', () => {
    expect(foldRoom(emptyRoom, [note(7)]).hasGap).toBe(true);
  });

  it('folds the incident’s own stream, and knows who took command by themselves', () => {
    const taken = eventAt(
      1,
      'incident.changed',
      { changes: { commanderId: ANN.id } },
      { stream: INCIDENT, actor: ANN },
    );
    const state = roomOf([taken]);
    expect(state.incident.commanderId).toBe(ANN.id);
    expect(state.commander).toEqual({ id: ANN.id, name: 'Ann' });
    expect(heldSeqs(state)).toEqual({ [INCIDENT]: 1 });
  });

  it('takes evidence whose body stayed behind, and keeps its format', () => {
    const { payload, ...rest } = evidenceAt(2, 'E1', 'x');
    const evidence = payload.evidence as { body: unknown };
    const { body: _body, ...bare } = evidence;
    const wire = toWire({
      ...rest,
      payload: { ...payload, evidence: { ...bare, format: 'diff' } },
    });
    const state = roomOf([created(), eventFrom(RUN, wire)]);
    expect(factsOf(runOf(state))?.evidenceOf('E1')?.format).toBe('diff');
  });

  it('puts earlier events before, only where they join', () => {
    const state = roomOf([created(), ...[2, 3, 4, 5, 6].map(note)]);
    const late = {
      ...state,
      runs: state.runs.map((run) => ({ ...run, events: run.events.slice(4), hasEarlier: true })),
    };
    const joined = prependEvents(late, RUN, [note(3), note(4)]);
    expect(seqsOf(joined)).toEqual([3, 4, 5, 6]);
    expect(runOf(joined).hasEarlier).toBe(true);
    expect(seqsOf(prependEvents(late, RUN, [note(2)]))).toEqual([5, 6]);
    expect(runOf(prependEvents(joined, RUN, [created(), note(2)])).hasEarlier).toBe(false);
  });

  it('loses neither loaded history nor live news when it is read anew', () => {
    const before = roomOf([created(), ...[2, 3, 4, 5].map(note)]);
    const read = roomOf([created(), ...[2, 3].map(note), stopAt(4, 'evidence')]);
    const fresh = {
      ...read,
      runs: read.runs.map((run) => ({ ...run, events: run.events.slice(2), hasEarlier: true })),
    };
    const renewed = renewRoom(before, fresh);
    expect(seqsOf(renewed)).toEqual([1, 2, 3, 4, 5]);
    expect(runOf(renewed).hasEarlier).toBe(false);
    expect(lastSeq(runOf(renewed))).toBe(5);
  });
});
