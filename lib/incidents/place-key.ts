import type { Place } from '@/lib/access/reach';

/** A place in the rights of a room. */
export const placeKey = ({ service, environment }: Place): string =>
  `${service}\n${environment ?? ''}`;
