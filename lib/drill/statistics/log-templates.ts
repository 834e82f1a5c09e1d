/**
 * What varies from line to line, in the order it is masked. Masking by pattern is the first step of
 * the Drain log parser (P. He et al., 2017, ICWS); the services here write few templates, so its
 * parse tree is not needed.
 */
const VARIABLES: readonly [RegExp, string][] = [
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z?/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<address>'],
  [/\b(?:0x)?(?=\d*[a-f])[0-9a-f]{12,}\b/gi, '<hex>'],
  [/"[^"]*"/g, '<text>'],
  [/\b[a-z]+-\d+\b/gi, '<id>'],
  [/-?\d+(?:[.,]\d+)*/g, '<n>'],
];

/** The line with what varies masked, so that lines of one statement in the code fall together. */
export function templateOf(message: string): string {
  return VARIABLES.reduce((text, [pattern, mask]) => text.replace(pattern, mask), message);
}
