'use client';

import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import type { FloorFilter } from './floor-rows';
import { type Grouping, groupings } from './floor-sections';

const severities = ['sev1', 'sev2', 'sev3', 'sev4'] as const;

const place = {
  q: parseAsString.withDefault(''),
  sev: parseAsArrayOf(parseAsStringLiteral(severities)).withDefault([]),
  mine: parseAsBoolean.withDefault(false),
  group: parseAsStringLiteral(groupings).withDefault('waiting'),
};

/** How the floor is narrowed and parted, as it stands in the address. */
export function useFloorUrl() {
  const [{ q, sev, mine, group }, setPlace] = useQueryStates(place);
  const filter: FloorFilter = { words: q, severities: sev, isMine: mine };
  return {
    filter,
    by: group,
    isNarrowed: q !== '' || sev.length > 0 || mine,
    setFilter: ({ words, severities: chosen, isMine }: Partial<FloorFilter>) =>
      void setPlace({
        ...(words === undefined ? {} : { q: words || null }),
        ...(chosen === undefined
          ? {}
          : { sev: severities.filter((each) => chosen.includes(each)) }),
        ...(isMine === undefined ? {} : { mine: isMine || null }),
      }),
    setGroup: (by: Grouping) => void setPlace({ group: by }),
    clear: () => void setPlace({ q: null, sev: null, mine: null }),
  };
}
