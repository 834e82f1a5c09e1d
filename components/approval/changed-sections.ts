import canonicalize from 'canonicalize';
import type { DecisionView } from '@/lib/actions/decision-view';

/** What of the page may change while one version stands, in the page's order and words. */
const words: Partial<Record<keyof DecisionView, string>> = {
  incident: 'the incident’s title',
  hypothesis: 'the cause it rests on',
  evidence: 'the evidence or what people marked in it',
  changers: 'what would change this',
  decisions: 'who has signed',
};

/** What differs between two views of one action, in words; "something else" where none is known. */
export function changedSections(before: DecisionView, after: DecisionView): string[] {
  if (before.version !== after.version) return ['the version'];
  const fields = Object.keys(after) as (keyof DecisionView)[];
  const changed = fields.filter(
    (field) => canonicalize(before[field]) !== canonicalize(after[field]),
  );
  return [...new Set(changed.map((field) => words[field] ?? 'something else'))];
}
