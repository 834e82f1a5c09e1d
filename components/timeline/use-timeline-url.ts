'use client';

import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { useMemo } from 'react';
import { useWindow } from '@/components/incident/use-window';
import type { TimelineFilter } from './filter-groups';

const list = parseAsArrayOf(parseAsString).withDefault([]);

const parsers = {
  kind: list,
  lane: list,
  source: list,
  service: list,
  flagged: parseAsBoolean.withDefault(false),
  q: parseAsString.withDefault(''),
  /** Times as ages or as UTC; by itself ages while it runs, UTC afterwards. */
  time: parseAsStringLiteral(['age', 'utc'] as const),
};

/** The timeline's filter and clock, which live in the URL so that any view is a link to share. */
export function useTimelineUrl() {
  const [url, setUrl] = useQueryStates(parsers);
  const { window, zoom } = useWindow();
  const filter = useMemo<TimelineFilter>(
    () => ({
      topics: url.kind,
      lanes: url.lane,
      sources: url.source,
      services: url.service,
      window,
      flagged: url.flagged,
      text: url.q,
    }),
    [url.kind, url.lane, url.source, url.service, window, url.flagged, url.q],
  );
  const change = (next: Partial<TimelineFilter>) =>
    setUrl({
      ...(next.topics ? { kind: [...next.topics] } : {}),
      ...(next.lanes ? { lane: [...next.lanes] } : {}),
      ...(next.sources ? { source: [...next.sources] } : {}),
      ...(next.services ? { service: [...next.services] } : {}),
      ...(next.flagged === undefined ? {} : { flagged: next.flagged }),
      ...(next.text === undefined ? {} : { q: next.text }),
    });
  const clear = () => {
    void setUrl({ kind: null, lane: null, source: null, service: null, flagged: null, q: null });
    zoom(null);
  };
  const showTime = (time: 'age' | 'utc') => setUrl({ time });
  return { filter, change, clear, zoom, time: url.time, showTime };
}
