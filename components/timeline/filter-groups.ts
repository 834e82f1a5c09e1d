import { instantOf, type RunFacts } from '@/components/incident/run-facts';
import type { TimeWindow } from '@/components/incident/strip-window';
import { servicesOf } from '@/lib/investigations/search';
import type { StoredEvent } from '@/lib/log/schema';
import { groupLine, laneOf } from './group-claim';
import type { TimelineGroup, Topic } from './group-events';
import { roomEvent } from './payload';

/** What the URL says of the timeline; empty lists ask for everything. */
export interface TimelineFilter {
  topics: readonly string[];
  lanes: readonly string[];
  sources: readonly string[];
  services: readonly string[];
  /** The stretch of the run that the strip shows; null of all of it. */
  window: TimeWindow | null;
  /** Only what people flagged, and what was refused. */
  flagged: boolean;
  text: string;
}

export const TOPIC_WORDS: Record<Topic, string> = {
  step: 'Steps',
  evidence: 'Evidence',
  hypothesis: 'Hypotheses',
  stop: 'Stop points and drift',
  directive: 'Directives',
  action: 'Actions',
  note: 'Notes and verdicts',
  violation: 'Refused',
  run: 'Begin and end',
  incident: 'The incident',
  told: 'Who was told',
};

/** How many of the filter's own choices are on; the text and the stretch of time are shown by themselves. */
export const narrowedBy = ({ topics, lanes, sources, services, flagged }: TimelineFilter): number =>
  topics.length + lanes.length + sources.length + services.length + (flagged ? 1 : 0);

export const isFiltered = (filter: TimelineFilter): boolean =>
  narrowedBy(filter) > 0 || filter.text.trim() !== '' || filter.window !== null;

/** The fields of an event that hold words someone may look for. */
const FIELDS = ['tool', 'source', 'error', 'note', 'text', 'summary', 'title', 'detail', 'value'];
const MORE = ['reason', 'instruction', 'goal', 'attempted', 'hypothesisId', 'evidenceId', 'step'];

function wordsOf(event: StoredEvent): string {
  const { payload } = event;
  const found = [...FIELDS, ...MORE].map((field) => payload[field]);
  const nested = payload as {
    evidence?: { id?: unknown; title?: unknown; query?: unknown; service?: unknown };
    hypothesis?: { id?: unknown; statement?: unknown };
    contents?: { title?: unknown };
  };
  const { evidence, hypothesis, contents } = nested;
  found.push(evidence?.id, evidence?.title, evidence?.query, evidence?.service);
  found.push(hypothesis?.id, hypothesis?.statement, contents?.title);
  if (event.kind === 'step.started' && payload.args) found.push(JSON.stringify(payload.args));
  return found.filter((value) => typeof value === 'string').join('\n');
}

const texts = new WeakMap<TimelineGroup, string>();

/** A row's words in lower case, those it shows among them; made once a row. */
function searchText(group: TimelineGroup, facts: RunFacts | undefined): string {
  const made = texts.get(group);
  if (made !== undefined) return made;
  const { claim, lane, tool } = groupLine(group, facts);
  const all = [claim, lane, tool ?? '', group.events[0].actor.name, ...group.events.map(wordsOf)];
  const text = all.join('\n').toLowerCase();
  texts.set(group, text);
  return text;
}

const sourceOf = (stored: StoredEvent): string | undefined => {
  const event = roomEvent(stored);
  if (event.kind === 'evidence.recorded') return event.payload.evidence.source;
  return event.kind === 'step.started' ? event.payload.source : undefined;
};

function isFlagged(group: TimelineGroup, facts: RunFacts | undefined): boolean {
  if (group.topics.includes('violation')) return true;
  return group.events.some((stored) => {
    const event = roomEvent(stored);
    if (event.kind === 'evidence.flagged') return true;
    if (event.kind !== 'evidence.recorded') return false;
    return (facts?.evidenceOf(event.payload.evidence.id)?.flag ?? null) !== null;
  });
}

/** Whether any of a row lies in a stretch of time: it stands from its first event to its last. */
function overlaps(
  { events }: TimelineGroup,
  { fromMs, toMs }: TimeWindow,
  facts: RunFacts | undefined,
): boolean {
  const at = (event: StoredEvent) =>
    Date.parse(facts ? instantOf(facts.row, event) : event.recordedAt);
  const last = events.at(-1) ?? events[0];
  return at(last) >= fromMs && (toMs === null || at(events[0]) <= toMs);
}

/** The rows that a filter lets through; the same array when it asks for everything. */
export function filterGroups(
  groups: TimelineGroup[],
  filter: TimelineFilter,
  facts: RunFacts | undefined,
): TimelineGroup[] {
  if (!isFiltered(filter)) return groups;
  const needle = filter.text.trim().toLowerCase();
  const { services, window } = filter;
  return groups.filter(
    (group) =>
      (window === null || overlaps(group, window, facts)) &&
      (filter.topics.length === 0 || group.topics.some((topic) => filter.topics.includes(topic))) &&
      (filter.lanes.length === 0 || filter.lanes.includes(laneOf(group, facts))) &&
      (filter.sources.length === 0 ||
        group.events.some((event) => filter.sources.includes(sourceOf(event) ?? ''))) &&
      (services.length === 0 ||
        group.events.some((event) => servicesOf(event).some((name) => services.includes(name)))) &&
      (!filter.flagged || isFlagged(group, facts)) &&
      (needle === '' || searchText(group, facts).includes(needle)),
  );
}

/** Everything the rows could be filtered by, in the order it first came up. */
export function filterChoices(groups: readonly TimelineGroup[], facts: RunFacts | undefined) {
  const topics = new Set<Topic>();
  const lanes = new Set<string>();
  const sources = new Set<string>();
  const services = new Set<string>();
  for (const group of groups) {
    for (const topic of group.topics) topics.add(topic);
    if (!group.topics.includes('incident')) lanes.add(laneOf(group, facts));
    for (const event of group.events) {
      const source = sourceOf(event);
      if (source) sources.add(source);
      for (const name of servicesOf(event)) services.add(name);
    }
  }
  return {
    topics: [...topics],
    lanes: [...lanes],
    sources: [...sources],
    services: [...services].toSorted(),
  };
}
