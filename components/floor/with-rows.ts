import { byUrgency } from '@/lib/incidents/floor-order';
import type { FloorRows, FloorView } from '@/lib/incidents/views';

/**
 * A floor with a few of its rows as they are by now; the others stay the same objects. An offer
 * that names what is gone is gone with it: the next whole look makes another of the rest. Pure.
 */
export function withRows(view: FloorView, { items, gone, now }: FloorRows): FloorView {
  const left = new Set(gone);
  const fresh = new Set(items.map(({ id }) => id));
  const kept = view.items.filter(({ id }) => !left.has(id) && !fresh.has(id));
  const offers = view.offers.filter(({ incidents }) => !incidents.some(({ id }) => left.has(id)));
  return {
    ...view,
    items: [...kept, ...items].sort(byUrgency),
    offers: offers.length === view.offers.length ? view.offers : offers,
    now: now > view.now ? now : view.now,
  };
}
