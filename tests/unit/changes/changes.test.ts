import { array, assert, boolean, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDoers } from '@/lib/changes/incident-changes';
import { changesBetween } from '@/lib/changes/rules';
import type { Change, ChangeOf } from '@/lib/changes/schema';
import { MOST_CAUSES, MOST_OF_A_SORT, trimChanges } from '@/lib/changes/trim';
import { pastProjections } from '@/lib/live/past';
import type { StoredEvent } from '@/lib/log/schema';
import { ANN, created, eventAt, linkedAt, proposedAt, RUN } from '../room/room-sample';
import { claimed, executing, carriedOut, measured, proposed, signed } from '../room/run-events';
import { cutTwice, opened, randomIncident, randomRun, roomTables } from './random-room';

const between = (events: readonly StoredEvent[], from: number, to: number): Change[] =>
  changesBetween(roomTables(events.slice(0, from)), roomTables(events.slice(0, to)));

/** The first change of a sort; there must be one. */
function the<About extends Change['about']>(changes: Change[], about: About): ChangeOf<About> {
  const found = changes.find((each): each is ChangeOf<About> => each.about === about);
  if (!found) throw new Error(`Nothing of this changed: ${about}.`);
  return found;
}

/** What names a thing, and which facet of it. */
const keyOf = (change: Change): string =>
  [
    change.about,
    'run' in change ? change.run : '',
    'id' in change ? change.id : '',
    'field' in change ? change.field : '',
  ].join(' ');

const isNothing = (change: Change): boolean =>
  'from' in change &&
  JSON.stringify(change.from) === JSON.stringify(change.to) &&
  (change.about !== 'claim' || change.stepCount + change.linkCount === 0) &&
  (change.about !== 'action' || change.decisions.length === 0) &&
  (change.about !== 'run' || change.added.events === 0);

function joined(first: Change, second: Change): Change {
  if (first.about === 'claim' && second.about === 'claim') {
    const newer = new Set(second.links.map(({ evidenceId }) => evidenceId));
    const links = [
      ...first.links.filter(({ evidenceId }) => !newer.has(evidenceId)),
      ...second.links,
    ];
    const steps = [...first.steps, ...second.steps];
    const counted = { stepCount: steps.length, linkCount: links.length };
    return { ...second, from: first.from, steps, links, ...counted };
  }
  if (first.about === 'action' && second.about === 'action') {
    const decisions = [...first.decisions, ...second.decisions];
    return { ...second, from: first.from, decisions };
  }
  if (first.about === 'run' && second.about === 'run') {
    const names = Object.keys(first.added) as (keyof typeof first.added)[];
    const sums = names.map((name) => [name, first.added[name] + second.added[name]] as const);
    const added = Object.fromEntries(sums) as typeof first.added;
    return { ...second, from: first.from, added };
  }
  return 'from' in first && 'from' in second ? ({ ...second, from: first.from } as Change) : second;
}

/** Two differences one after the other, as one. */
function composed(first: Change[], second: Change[]): Map<string, Change> {
  const all = new Map(first.map((change) => [keyOf(change), change]));
  for (const change of second) {
    const before = all.get(keyOf(change));
    all.set(keyOf(change), before ? joined(before, change) : change);
  }
  return new Map([...all].filter(([, change]) => !isNothing(change)));
}

const keyed = (changes: Change[]) => new Map(changes.map((change) => [keyOf(change), change]));

/** Keys of the rows that an event may change, as `table key`. */
const touched = (event: StoredEvent): string[] =>
  pastProjections.flatMap(({ name, keysOf }) => keysOf(event).map((key) => `${name} ${key}`));

function rowOf(change: Change): string {
  switch (change.about) {
    case 'claim':
      return `hypothesis ${change.run}/${change.id}`;
    case 'stop':
      return `checkpoint ${change.id}`;
    case 'action':
      return `action ${change.id}`;
    case 'directive':
      return `directive ${change.id}`;
    case 'mark':
      return `evidence_flag ${change.run}/${change.id}`;
    case 'run':
      return `investigation ${change.run}`;
    default:
      throw new Error(`Not of a run: ${change.about}.`);
  }
}

describe('what changed between two moments', () => {
  it('is nothing between a moment and itself', () => {
    assert(
      property(cutTwice(randomRun), ([events, , at]) => {
        expect(between(events, at, at)).toEqual([]);
      }),
    );
  });

  it('from one moment to a second and on to a third is what changed from the first to the third', () => {
    assert(
      property(cutTwice(randomRun), ([events, middle, last]) => {
        const first = Math.max(1, Math.floor(middle / 2));
        const steps = composed(between(events, first, middle), between(events, middle, last));
        expect(steps).toEqual(keyed(between(events, first, last)));
      }),
      { numRuns: 300 },
    );
  });

  it('of the incident composes alike', () => {
    assert(
      property(cutTwice(randomIncident), ([events, middle, last]) => {
        const steps = composed(between(events, 1, middle), between(events, middle, last));
        expect(steps).toEqual(keyed(between(events, 1, last)));
      }),
    );
  });

  it('names nothing that no event between the two tells of', () => {
    assert(
      property(cutTwice(randomRun), ([events, from, to]) => {
        const told = new Set(events.slice(from, to).flatMap(touched));
        for (const change of between(events, from, to)) expect(told).toContain(rowOf(change));
      }),
    );
  });

  it('names every step, link and decision by an event between the two', () => {
    assert(
      property(cutTwice(randomRun), ([events, from, to]) => {
        const isBetween = ({ seq }: { seq: number }) => seq > from && seq <= to;
        for (const change of between(events, from, to)) {
          if (change.about === 'claim') {
            expect([...change.steps, ...change.links].every(isBetween)).toBe(true);
          }
          if (change.about === 'action') expect(change.decisions.every(isBetween)).toBe(true);
          if (change.about === 'directive') expect(isBetween(change)).toBe(true);
        }
      }),
    );
  });

  it('does not depend on how the streams came in between each other', () => {
    assert(
      property(tuple(randomRun, randomIncident, array(boolean())), ([run, incident, turns]) => {
        const [a, b] = [[...run], [...incident]];
        const mixed: StoredEvent[] = [];
        for (const isFirst of turns) {
          const next = isFirst ? a.shift() : b.shift();
          if (next) mixed.push(next);
        }
        const before = roomTables([]);
        expect(changesBetween(before, roomTables([...mixed, ...b, ...a]))).toEqual(
          changesBetween(before, roomTables([...run, ...incident])),
        );
      }),
    );
  });

  it('tells how an estimate moved, and by which evidence', () => {
    const events = [
      ...claimed,
      eventAt(5, 'hypothesis.revised', { hypothesisId: 'H1', confidence: 0.4, because: ['E1'] }),
    ];
    const claim = the(between(events, 3, 5), 'claim');
    expect(claim).toMatchObject({ from: { confidence: 0.92 }, to: { confidence: 0.4 } });
    expect(claim.steps).toMatchObject([{ seq: 5, confidence: 0.4, because: ['E1'] }]);
    expect(claim.links).toMatchObject([{ evidenceId: 'E1', relation: 'contradicts' }]);
  });

  it('tells of an estimate that fell and came back, though it stands as it did', () => {
    const events = [
      created(),
      proposedAt(2, 'H1', 'The release', 0.7),
      eventAt(3, 'hypothesis.revised', { hypothesisId: 'H1', confidence: 0.2, because: [] }),
      eventAt(4, 'hypothesis.revised', { hypothesisId: 'H1', confidence: 0.7, because: [] }),
    ];
    const claim = the(between(events, 2, 4), 'claim');
    expect(claim.from).toEqual(claim.to);
    expect(claim.steps.map(({ confidence }) => confidence)).toEqual([0.2, 0.7]);
  });

  it('tells who refuted a claim, and that it was taken back', () => {
    const refuted = eventAt(
      5,
      'hypothesis.refuted',
      { hypothesisId: 'H1', reason: 'It was not live.' },
      { actor: ANN },
    );
    const back = eventAt(
      6,
      'hypothesis.reinstated',
      { hypothesisId: 'H1', reason: 'It was.' },
      { actor: ANN },
    );
    const events = [...claimed, refuted, back];
    const there = the(between(events, 4, 5), 'claim');
    expect(there).toMatchObject({ from: { refutedBy: null }, to: { refutedBy: ANN } });
    expect(the(between(events, 5, 6), 'claim').to.refutedBy).toBeNull();
    expect(the(between(events, 4, 6), 'claim').steps).toHaveLength(2);
  });

  it('tells an action from its proposal to its recovery', () => {
    const events = [...executing, carriedOut('succeeded'), measured('recovered')];
    const at = (length: number) => events.slice(0, length).length;
    const all = the(between(events, at(claimed.length), at(events.length)), 'action');
    expect(all).toMatchObject({
      from: null,
      to: { state: 'succeeded', verification: { status: 'recovered' } },
      decisions: [{ decision: 'approve', by: ANN }],
    });
    const late = the(between(events, at(signed.length), at(events.length)), 'action');
    expect(late).toMatchObject({ from: { state: 'approved' }, decisions: [] });
    const early = the(between(events, at(claimed.length), at(proposed.length)), 'action');
    expect(early.to.state).toBe('pending_approval');
  });

  it('tells what was added to a run in numbers', () => {
    const run = the(between(claimed, 1, claimed.length), 'run');
    expect(run).toMatchObject({ run: RUN, added: { events: 3, evidence: 1 } });
    expect(the(between(claimed, 0, claimed.length), 'run').from).toBeNull();
  });

  it('says whose doing a change of the incident was, by the last event that set it', () => {
    const events = [
      opened,
      { ...opened, seq: 2, kind: 'incident.changed', payload: { changes: { severity: 'sev1' } } },
      {
        ...opened,
        seq: 3,
        kind: 'incident.changed',
        payload: { changes: { status: 'mitigated' } },
      },
    ];
    const changes = withDoers(between(events, 1, 3), events.slice(1));
    expect(changes).toMatchObject([
      { field: 'status', from: 'open', to: 'mitigated', by: ANN, seq: 3 },
      { field: 'severity', from: 'sev2', to: 'sev1', by: ANN, seq: 2 },
    ]);
  });

  it('is told in bounds, however much there is, and says how much it leaves out', () => {
    const many = Array.from({ length: MOST_OF_A_SORT + 5 }, (_, n) =>
      proposedAt(n + 2, `H${n}`, 'x'.repeat(8000)),
    );
    const links = Array.from({ length: 50 }, (_, n) =>
      linkedAt(n + 200, 'H0', `E${n}`, 'supports'),
    );
    const events = [created(), ...many, ...links];
    const { changes, leftOut } = trimChanges(between(events, 1, events.length));
    expect(leftOut).toBe(5);
    expect(the(changes, 'claim')).toMatchObject({ linkCount: 50 });
    expect(the(changes, 'claim').links).toHaveLength(MOST_CAUSES);
    expect(JSON.stringify(changes).length).toBeLessThan(400_000);
  });
});
