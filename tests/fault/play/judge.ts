import type { Placed } from './instants';
import { happen } from './happen';
import type { Overdue } from './player';
import { isSo, marked, type Told } from './told';
import { emptyWorld, type World } from './world';

/**
 * How far back the world may lie that a refusal speaks of, in microseconds: what has happened is
 * seen by others once its commit has gone through.
 */
const COMMIT_US = 500_000;

const wordsOf = ({ what, actorId, slug, status, actionId = '' }: Told): string =>
  `${what} ${actionId} by ${actorId}: ${status} ${slug}`;

/** What was recorded, and what was told, where one has no other. */
function unmatched(events: Placed[], told: Told[]): string[] {
  const left = new Map<string, number>();
  const count = (mark: string, by: number) => left.set(mark, (left.get(mark) ?? 0) + by);
  for (const event of events) {
    const mark = marked(event);
    if (mark !== undefined) count(mark, 1);
  }
  for (const { mark } of told) if (mark !== undefined) count(mark, -1);
  return [...left]
    .filter(([, balance]) => balance !== 0)
    .map(([mark, balance]) =>
      balance > 0
        ? `${mark}: recorded ${balance} times more than it was answered`
        : `${mark}: answered ${-balance} times more than it was recorded`,
    );
}

function runOut(world: World, id: string): void {
  const found = world.actions.get(id) ?? world.grants.get(id);
  if (found) found.isOverdue = true;
}

interface Step {
  atUs: number;
  take: (world: World) => string[];
}

/** Every fault of a play: moves that were not legal, and answers that were not true. */
export function judge(
  events: Placed[],
  { told, overdue }: { told: Told[]; overdue: Overdue[] },
  startedUs: number,
): string[] {
  const steps: Step[] = [
    ...events.map((event) => ({
      atUs: event.atUs,
      take: (world: World) => happen(world, event),
    })),
    ...overdue.map(({ id, atUs }) => ({
      atUs: Number(atUs),
      take: (world: World) => {
        runOut(world, id);
        return [];
      },
    })),
  ].toSorted((a, b) => a.atUs - b.atUs);
  const world = emptyWorld();
  const faults = unmatched(
    events.filter(({ atUs }) => atUs >= startedUs),
    told,
  );
  let unexplained = told.filter(({ status }) => status >= 400);
  steps.forEach(({ take }, i) => {
    faults.push(...take(world));
    const untilUs = steps[i + 1]?.atUs ?? Number.POSITIVE_INFINITY;
    const sinceUs = steps[i]?.atUs ?? 0;
    unexplained = unexplained.filter((one) => {
      const isThen = sinceUs <= one.answeredUs && untilUs >= one.sentUs - COMMIT_US;
      return !isThen || !isSo(world, one);
    });
  });
  return [...faults, ...unexplained.map(wordsOf)];
}
