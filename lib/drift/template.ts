/** Of a longer text only the beginning counts, so that a megabyte costs no more than a page. */
const LONGEST = 2000;

/** In this order: what a later pattern would take apart is replaced by an earlier one. */
const VARIABLES: [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>'],
  [/\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:z|[+-]\d{2}:?\d{2})?/g, '<time>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<address>'],
  // What a ReplicaSet adds to the names of its pods.
  [/-[0-9a-f]{6,10}-[0-9a-z]{5}\b/g, '-<id>'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,}\b/g, '<id>'],
  [/\d+(?:\.\d+)?/g, '<n>'],
];
/** Whatever is neither a word nor the name of something variable: punctuation says nothing. */
const BETWEEN = /[^\p{L}_<>]+/gu;

/** One query, letter by letter but for case and white space. */
export const plain = (text: string): string =>
  text.slice(0, LONGEST).toLowerCase().replaceAll(/\s+/g, ' ').trim();

/**
 * The kind of a query: its words with everything variable (numbers, instants, addresses, generated
 * ids) replaced by what it is, in the manner of log templates (Drain: He, Zhu, Zheng, Lyu 2017). Two
 * queries of one kind are near-identical: they ask the same of another number or moment.
 */
export function template(text: string): string {
  let masked = plain(text);
  for (const [pattern, name] of VARIABLES) masked = masked.replace(pattern, name);
  return masked.replace(BETWEEN, ' ').trim();
}
