import type { EventSearch, SearchWindow } from '@/lib/investigations/search';
import type { TimelineFilter } from './filter-groups';
import { TOPICS } from './group-events';

/** What people flag, and what is refused. */
const FLAGGED = ['evidence.flagged', 'scope.', 'write.'];
const RUN = ['investigation.'];

/**
 * What of a filter the server looks for. Lanes are called by names that the browser makes, so they are
 * told apart here, among what was found.
 */
export function askedOf(filter: TimelineFilter): EventSearch & SearchWindow {
  const { topics, sources, services, flagged, text, window } = filter;
  const kinds = topics.flatMap((topic) =>
    topic === 'run' ? RUN : TOPICS.flatMap(([prefix, of]) => (of === topic ? [prefix] : [])),
  );
  const instant = (ms: number | null | undefined) =>
    typeof ms === 'number' ? new Date(ms).toISOString() : null;
  return {
    text,
    sources,
    services,
    kinds: flagged ? FLAGGED : kinds,
    from: instant(window?.fromMs),
    to: instant(window?.toMs),
  };
}

/** What is left of the filter for the rows that were found. */
export const lanesOf = ({ lanes }: TimelineFilter): TimelineFilter => ({
  topics: [],
  lanes,
  sources: [],
  services: [],
  window: null,
  flagged: false,
  text: '',
});
