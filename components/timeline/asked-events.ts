import type { EventSearch } from '@/lib/investigations/search';
import type { TimelineFilter } from './filter-groups';
import { TOPICS } from './group-events';

/** What people flag, and what is refused. */
const FLAGGED = ['evidence.flagged', 'scope.', 'write.'];
const RUN = ['investigation.'];

/**
 * What of a filter the server looks for. Lanes are called by names that the browser makes, so they are
 * told apart here, among what was found.
 */
export function askedOf({ topics, sources, flagged, text }: TimelineFilter): EventSearch {
  const kinds = topics.flatMap((topic) =>
    topic === 'run' ? RUN : TOPICS.flatMap(([prefix, of]) => (of === topic ? [prefix] : [])),
  );
  return { text, sources, kinds: flagged ? FLAGGED : kinds };
}

/** What is left of the filter for the rows that were found. */
export const lanesOf = ({ lanes }: TimelineFilter): TimelineFilter => ({
  topics: [],
  lanes,
  sources: [],
  flagged: false,
  text: '',
});
