export interface RoomPlace {
  id: string;
  run: string | undefined;
  /** The moment that is looked back at. */
  at: string | undefined;
}

const withPlace = (path: string, { run, at }: RoomPlace): string => {
  const query = new URLSearchParams();
  if (run !== undefined) query.set('run', run);
  if (at !== undefined) query.set('at', at);
  return query.size === 0 ? path : `${path}?${query}`;
};

/** The room at a moment, as a path. */
export const roomPath = (place: RoomPlace): string =>
  withPlace(`/incidents/${encodeURIComponent(place.id)}`, place);

/** And on paper. */
export const printPath = (place: RoomPlace): string =>
  withPlace(`/incidents/${encodeURIComponent(place.id)}/print`, place);
