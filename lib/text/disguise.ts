import { isCompatible, letterLike, markLike } from './confusables';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const LATIN = /\p{Script=Latin}/u;
const ASCII_LETTER = /[A-Za-z]/;
const LETTER = /\p{L}/u;
const NOT_ASCII = /[^\0-\u007f]/;
/** Scripts whose words may be made up wholly of letters that pass for Latin ones. */
const SCRIPTS = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu', 'Georgian'].map(
  (name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }),
);
/** A lone one is a symbol of mathematics, but for the two that nothing tells from o and v. */
const GREEK_SYMBOL = /^[α-ξπ-ω]$/u;
const SAME_AS_LATIN = /[ον]/;
const TURKISH = /[ğĞşŞİöüÖÜçÇ]/;
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** Where these stand between letters, they make a path or an address that is another. */
const JOINING = /[/\\.:@]/;

interface Word {
  index: number;
  text: string;
  /** The script of its letters, if they are all of one that has doubles of Latin letters. */
  script: string | undefined;
  /** Every letter that is not ASCII passes for one that is. */
  isAlike: boolean;
  hasLatin: boolean;
  hasAscii: boolean;
  /** One letter, standing as mathematics has it. */
  isSymbol: boolean;
}

const wordAt = (text: string, index: number): Word => {
  const letters = [...text].filter((each) => LETTER.test(each));
  const found = SCRIPTS.find(({ pattern }) => letters.some((each) => pattern.test(each)));
  const isPure = found !== undefined && letters.every((each) => found.pattern.test(each));
  const others = letters.filter((each) => each > '\u007f');
  return {
    index,
    text,
    script: isPure ? found.name : undefined,
    isAlike: others.length > 0 && others.every((each) => letterLike(each) !== undefined),
    hasLatin: LATIN.test(text),
    hasAscii: ASCII_LETTER.test(text),
    isSymbol: GREEK_SYMBOL.test(text) && !SAME_AS_LATIN.test(text),
  };
};

/** Words in a row of one script are that language as soon as one of them can be nothing else. */
function proseOf(words: Word[]): Set<Word> {
  const prose = new Set<Word>();
  for (let from = 0; from < words.length;) {
    const script = words[from]?.script;
    let to = from + 1;
    while (to < words.length && words[to]?.script === script) to++;
    const row = words.slice(from, to);
    if (script !== undefined && row.some(({ isAlike }) => !isAlike)) {
      for (const word of row) prose.add(word);
    }
    from = to;
  }
  return prose;
}

/** What a word's surroundings say of it. */
interface Company {
  prose: Set<Word>;
  isEastAsian: boolean;
  isTurkish: boolean;
}

/** Whether a letter that passes for an ASCII one does so here, going by the word that it is in. */
function passesHere(letter: string, word: Word, { prose, ...company }: Company): boolean {
  if (isCompatible(letter)) {
    if (word.hasAscii) return true;
    return word.text.length > letter.length && !company.isEastAsian;
  }
  if (LATIN.test(letter)) return word.isAlike && !(letter === 'ı' && company.isTurkish);
  if (word.hasLatin) return true;
  if (word.isSymbol) return false;
  return word.isAlike && !prose.has(word);
}

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => wordAt(word, index)).filter(
    // Numbers stand between words of any language.
    ({ text: word }) => LETTER.test(word) || isCompatible([...word][0] ?? ''),
  );
}

/**
 * Where characters stand that pass for ASCII ones, and for which. In prose by their company: a
 * Cyrillic letter in a Latin word, a word wholly of such letters outside prose of its script, a
 * slash that is none between two letters. In machine text, wherever they stand.
 */
export function disguises(text: string, isExact: boolean): Map<number, string> {
  const places = new Map<number, string>();
  if (!NOT_ASCII.test(text)) return places;
  if (isExact) {
    let index = 0;
    for (const character of text) {
      const like = letterLike(character) ?? markLike(character);
      if (like !== undefined) places.set(index, like);
      index += character.length;
    }
    return places;
  }
  const words = wordsOf(text);
  const company = {
    prose: proseOf(words),
    isEastAsian: EAST_ASIAN.test(text),
    isTurkish: TURKISH.test(text),
  };
  for (const word of words) {
    if (!NOT_ASCII.test(word.text)) continue;
    let index = word.index;
    for (const letter of word.text) {
      const like = letterLike(letter);
      if (like !== undefined && passesHere(letter, word, company)) {
        places.set(index, like);
      }
      index += letter.length;
    }
  }
  for (const { 0: mark, index } of text.matchAll(/(?<=[\w:./\\-])[^\0-\u007f](?=[\w./])/gu)) {
    const like = markLike(mark);
    if (like !== undefined && JOINING.test(like)) places.set(index, like);
  }
  return places;
}
