import type { RunFacts } from './run-facts';

/**
 * For parts of the room that show a part of the facts: they are drawn again when that part has
 * changed, not with every event. Rows are the same objects for as long as nothing touched them.
 */
export function sameFacts(shown: (facts: RunFacts) => unknown[]) {
  return (before: { facts: RunFacts }, after: { facts: RunFacts }): boolean => {
    if (before.facts.run.id !== after.facts.run.id) return false;
    const known = shown(before.facts);
    return shown(after.facts).every((each, place) => each === known[place]);
  };
}

/** A recording's instants are read off its events, so all of it counts. */
export const recordedRun = ({ row, run }: RunFacts): unknown =>
  row.clock === 'imported' ? run : undefined;
