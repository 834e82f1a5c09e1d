import { count, items, known, notStated, percent } from '@/lib/drift/components/component';
import type { DriftFacts, LinkFact } from '@/lib/drift/facts';
import { leaderOf } from '@/lib/drift/leader';
import type { DriftComponent } from '@/lib/drift/schema';

/** A support whose weight is not stated weighs as much as the heaviest. */
const weightOf = ({ weight }: LinkFact): number => weight ?? 1;

function heaviest(links: readonly LinkFact[], of: (link: LinkFact) => string) {
  const sums = new Map<string, number>();
  for (const link of links) sums.set(of(link), (sums.get(of(link)) ?? 0) + weightOf(link));
  const [first] = [...sums].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return { key: first?.[0] ?? '', weight: first?.[1] ?? 0 };
}

/**
 * Share of the leading claim's support that rests on one source or on one item, whichever is more,
 * by the weights of its links (1 where not stated). Half is as even as two sources can be and counts
 * as 0; all on one counts as 1: `max(0, 2 · share − 1)`. The share is the largest term of a
 * Herfindahl sum. Null without a leader or without support linked to it.
 */
export function concentration({ claims, evidence }: DriftFacts): DriftComponent {
  const leader = leaderOf(claims);
  if (!leader) return notStated('concentration', 'no claim stands');
  const support = leader.links.filter((link) => link.relation === 'supports');
  const total = support.reduce((sum, link) => sum + weightOf(link), 0);
  if (total <= 0) return notStated('concentration', 'nothing is linked in support of the claim');
  const sources = new Map(evidence.map(({ id, source }) => [id, source]));
  // Of an item older than the window only its id is known, so it counts as a source of its own.
  const sourceOf = ({ evidenceId }: LinkFact) => sources.get(evidenceId) ?? `item ${evidenceId}`;
  const item = heaviest(support, ({ evidenceId }) => evidenceId);
  const source = heaviest(support, sourceOf);
  const isOneItem = item.weight >= source.weight;
  const share = Math.max(item.weight, source.weight) / total;
  const rests = isOneItem
    ? 'one item'
    : `one source (${source.key}, ${count(support.filter((each) => sourceOf(each) === source.key).length, 'item')})`;
  const moved = support
    .filter((each) => (isOneItem ? each.evidenceId === item.key : sourceOf(each) === source.key))
    .map(({ evidenceId }) => evidenceId);
  const sentence = `${percent(share)} of the support for the leading claim rests on ${rests}.`;
  return known('concentration', 2 * share - 1, sentence, items(moved));
}
