/** Scripts in everyday use (UAX 31, table 5), which words may be written in. */
const RECOMMENDED =
  'Arabic Armenian Bengali Bopomofo Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Han Hangul Hebrew Hiragana Kannada Katakana Khmer Lao Latin Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan'.split(
    ' ',
  );

/** Written together with Latin in one word every day: UTS 39, highly and moderately restrictive. */
const APART_FROM_LATIN = new Set(['Latin', 'Cyrillic', 'Greek']);
const TOGETHER = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
  ...RECOMMENDED.filter((script) => !APART_FROM_LATIN.has(script)).map((each) => ['Latin', each]),
];

const only = (scripts: string[]): RegExp => {
  const each = ['Common', 'Inherited', ...scripts].map((name) => `\\p{Script_Extensions=${name}}`);
  return new RegExp(`^[${each.join('')}]*$`, 'u');
};

const single = RECOMMENDED.map((script) => only([script]));
const together = TOGETHER.map(only);

/** Notation, not deceit: one Greek letter that no Latin one is drawn like, as in Δt, kΩ or µs. */
const GREEK_SYMBOL =
  /^[\p{Script=Latin}\p{N}]*[ΓΔΘΛΞΠΣΦΨΩδεζηθκλμξπςτφψω][\p{Script=Latin}\p{N}]*$/u;
const ASCII = /^[ -~]*$/;
const RARE = new RegExp(
  `[^\\p{Script=Common}\\p{Script=Inherited}${RECOMMENDED.map((each) => `\\p{Script=${each}}`).join('')}]`,
  'u',
);
const IN_USE = new RegExp(`[${RECOMMENDED.map((each) => `\\p{Script=${each}}`).join('')}]`, 'u');

/**
 * Whether one word mixes scripts as no writing does: beyond UTS 39's moderately restrictive level.
 * A word all of one rare script is no mixture.
 */
export function isMixedScript(word: string): boolean {
  if (ASCII.test(word)) return false;
  if (single.some((pattern) => pattern.test(word))) return false;
  if (together.some((pattern) => pattern.test(word))) return false;
  if (GREEK_SYMBOL.test(word)) return false;
  return !RARE.test(word) || IN_USE.test(word);
}
