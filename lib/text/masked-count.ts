import type { Masked } from './mask';

/** How many secrets were masked, as an event's payload tells it: nothing, where none was. */
export const maskedCount = ({ masked }: Pick<Masked<unknown>, 'masked'>): { masked?: number } =>
  masked > 0 ? { masked } : {};
