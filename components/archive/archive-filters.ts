import {
  createLoader,
  parseAsArrayOf,
  parseAsIsoDate,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { severity } from '@/lib/incidents/schema';
import { outageClass } from '@/lib/services/schema';

export const standings = ['past', 'resolved', 'closed', 'live', 'all'] as const;
export type Standing = (typeof standings)[number];

/** The filters, as they stand in the address: any list is a link to share. */
export const archiveParsers = {
  q: parseAsString.withDefault(''),
  standing: parseAsStringLiteral(standings).withDefault('past'),
  severity: parseAsArrayOf(parseAsStringLiteral(severity.options)).withDefault([]),
  service: parseAsString.withDefault(''),
  class: parseAsStringLiteral(outageClass.options),
  from: parseAsIsoDate,
  to: parseAsIsoDate,
};

export type ArchiveFilters = inferParserType<typeof archiveParsers>;

export const loadArchiveFilters = createLoader(archiveParsers);

const statuses: Record<Standing, string> = {
  past: 'resolved,closed',
  resolved: 'resolved',
  closed: 'closed',
  live: 'open,mitigated',
  all: '',
};

/** An address can carry anything; NUL is what the database cannot. */
const asked = (text: string, longest: number): string =>
  text.replaceAll('\0', '').trim().slice(0, longest);

const dayMs = 24 * 60 * 60 * 1000;

/** The filters as the API's query; `to` names a day that still counts, so its end is asked for. */
export function archiveQuery(filters: ArchiveFilters): Record<string, string> {
  const { q, standing, service, from, to } = filters;
  const given = {
    q: asked(q, 200),
    status: statuses[standing],
    severity: filters.severity.join(','),
    service: asked(service, 120),
    outageClass: filters.class ?? '',
    from: from ? from.toISOString() : '',
    to: to ? new Date(to.getTime() + dayMs).toISOString() : '',
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

/** Whether anything narrows the list beyond its opening state. */
export const isFiltered = (filters: ArchiveFilters): boolean =>
  Object.keys(archiveQuery({ ...filters, standing: 'all' })).length > 0 ||
  filters.standing !== 'past';
