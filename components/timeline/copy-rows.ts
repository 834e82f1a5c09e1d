import { instantOf, type RunFacts } from '@/components/incident/run-facts';
import { utcFull, utcWindow } from '@/components/time/format-time';
import type { StoredEvent } from '@/lib/log/schema';
import { eventClaim } from './event-claim';
import { eventFace, groupFace } from './event-face';
import { type TimelineFilter, TOPIC_WORDS } from './filter-groups';
import { groupLine } from './group-claim';
import type { TimelineGroup, Topic } from './group-events';
import { laneName } from './lane';
import type { MarkdownRow } from './markdown';
import { layLines } from './timeline-rows';

/** Where a row is to be found: the room's address, with the run and the moment that it is shown at. */
export interface RowPlace {
  /** As `https://countersign.example`. */
  origin: string;
  incidentId: string;
  runId: string | undefined;
  /** The moment that is looked back at. */
  at: string | null;
}

export function roomHref({ origin, incidentId, runId, at }: RowPlace, sel?: string): string {
  const url = new URL(`/incidents/${encodeURIComponent(incidentId)}`, origin);
  if (runId !== undefined) url.searchParams.set('run', runId);
  if (at !== null) url.searchParams.set('at', at);
  if (sel !== undefined) url.searchParams.set('sel', sel);
  return url.href;
}

const shownAt = (event: StoredEvent, facts: RunFacts | undefined): string =>
  facts ? instantOf(facts.row, event) : event.recordedAt;

/** Rows as they are copied, one a group, in their order. Pure. */
export function copiedRows(
  groups: readonly TimelineGroup[],
  facts: RunFacts | undefined,
  place: RowPlace,
): MarkdownRow[] {
  return layLines(groups, new Set()).map(({ id, group }) => {
    const { claim, tool, lane } = groupLine(group, facts);
    return {
      at: shownAt(group.events[0], facts),
      lane,
      kind: groupFace(group).word,
      claim: [claim, tool ?? ''].filter((text) => text !== '').join(' · '),
      href: roomHref(place, id),
    };
  });
}

/** One raw event of an unfolded row. */
export const copiedEvent = (
  event: StoredEvent,
  id: string,
  facts: RunFacts | undefined,
  place: RowPlace,
): MarkdownRow => ({
  at: shownAt(event, facts),
  lane: laneName(event, facts),
  kind: eventFace(event).word,
  claim: eventClaim(event, facts),
  href: roomHref(place, id),
});

/** What a filter leaves, in words; nothing where it leaves everything. */
export function filterNotes(filter: TimelineFilter): string[] {
  const { topics, lanes, sources, services, flagged, text, window } = filter;
  const from = window && new Date(window.fromMs).toISOString();
  const kinds = topics.map((topic) => TOPIC_WORDS[topic as Topic] ?? topic);
  const only = [
    ['kinds', kinds],
    ['lanes', lanes],
    ['sources', sources],
    ['services', services],
  ] as const;
  const words = [
    ...only.flatMap(([name, list]) => (list.length > 0 ? [`${name} ${list.join(', ')}`] : [])),
    ...(flagged ? ['what people flagged, and what was refused'] : []),
    ...(text.trim() === '' ? [] : [`rows with “${text.trim()}”`]),
    ...(window && from
      ? [
          window.toMs === null
            ? `from ${utcFull(from)} on`
            : utcWindow(from, new Date(window.toMs).toISOString()),
        ]
      : []),
  ];
  return words.length > 0 ? [`Only ${words.join('; ')}.`] : [];
}
