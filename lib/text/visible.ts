import { nameOf } from './character-names';
import { disguises } from './disguise';

/** A run of text as it may be drawn: plain, or standing in for what would not be seen as itself. */
export type Segment =
  | { kind: 'plain'; text: string }
  | {
      kind: 'flagged';
      text: string;
      /** In words, for the tooltip and for screen readers. */
      label: string;
      /** What was sent, for copying. */
      source: string;
    };

/**
 * Whatever is not seen as itself: controls, format characters (bidirectional ones, zero-width ones,
 * tags), lone surrogates, private and unassigned characters, spaces other than the space, variation
 * selectors and fillers, the blank braille cell; and the two characters that our labels start with,
 * so that a text cannot pass for a label. Line feed and tab stay.
 */
const HIDDEN = /(?![\n\t ])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800⟨␛]/u;

/** ECMA-48, what may follow ESC: CSI with its parameters, OSC and its kin, the short ones. */
const AFTER_ESC = /\[[0-?]*[ -/]*[@-~]|[\]PX^_][ -~]*|[ -/]*[0-~]/y;
const ESC = '\u001b';
const TERMINATORS = ['\u0007', `${ESC}\\`];

/** The terminal's escape sequence that begins here, with what ends its string if it has one. */
const sequenceAt = (text: string, start: number): string | undefined => {
  if (text.charAt(start) !== ESC) return undefined;
  AFTER_ESC.lastIndex = start + 1;
  const rest = AFTER_ESC.exec(text)?.[0];
  if (rest === undefined) return undefined;
  const end = start + 1 + rest.length;
  const isString = /^[\]PX^_]/.test(rest);
  const terminator = isString ? TERMINATORS.find((each) => text.startsWith(each, end)) : undefined;
  return text.slice(start, end) + (terminator ?? '');
};

const MARK = /\p{M}/u;

const labelled = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase().padStart(4, '0');
  const name = nameOf(code);
  return `⟨U+${hex}${name ? ` ${name.short}` : ''}⟩`;
};

const inWords = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return nameOf(code)?.long ?? `character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
};

const flagged = (character: string, like: string | undefined): Segment => ({
  kind: 'flagged',
  text: labelled(character),
  label:
    like === undefined ? inWords(character) : `${inWords(character)} that looks like “${like}”`,
  source: character,
});

const escapeSequence = (source: string): Segment => ({
  kind: 'flagged',
  text: Array.from(source, (each) =>
    each === ESC ? '␛' : HIDDEN.test(each) ? labelled(each) : each,
  ).join(''),
  label: 'terminal escape sequence',
  source,
});

/** A character that is drawn as another one is, or a mark that melts into the letter before it. */
const isAmbiguous = (character: string, before: string, marksBefore: number): boolean => {
  if (character < '\u0300') return false;
  if (character.normalize('NFC') !== character) return true;
  if (!MARK.test(character)) return false;
  const hasNoBase = before === '' || /[\s]/.test(before);
  return (
    hasNoBase || marksBefore >= 2 || (before + character).normalize('NFC') !== before + character
  );
};

/** Nothing but what any font draws as itself, which most text is. */
const ORDINARY =
  /^[\n\t -~\u00a1-\u00ac\u00ae-\u0130\u0132-\u017f\u2010-\u2023\u2025-\u2027\u2030-\u2043\u2045-\u205e\u2190-\u2211\u2213-\u2214\u2217-\u2222\u2224-\u2235\u2237-\u2328\u232b-\u23ff\u2500-\u2570\u2572-\u259f]*$/;
/** Machine text is judged letter by letter: nothing but ASCII goes without a look. */
const ORDINARY_EXACT = /^[\n\t -~]*$/;

/**
 * A hostile text as runs to be drawn in order. Every character is drawn as itself or as a label
 * that names it, and no other text is drawn the same: joining the segments' texts is injective.
 * @param isExact for what is executed: whatever passes for an ASCII character is labelled, though
 * the same would be ordinary in prose (a dash that is no hyphen, a Cyrillic word).
 */
export function revealText(text: string, isExact = false): Segment[] {
  if (text === '') return [];
  if ((isExact ? ORDINARY_EXACT : ORDINARY).test(text)) return [{ kind: 'plain', text }];
  const segments: Segment[] = [];
  const disguised = disguises(text, isExact);
  let plainFrom = 0;
  let before = '';
  let marks = 0;
  for (let i = 0; i < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(i) ?? 0);
    let end = i + character.length;
    let segment: Segment | undefined;
    const sequence = sequenceAt(text, i);
    if (sequence) {
      segment = escapeSequence(sequence);
      end = i + sequence.length;
    } else if (
      HIDDEN.test(character) ||
      disguised.has(i) ||
      isAmbiguous(character, before, marks)
    ) {
      segment = flagged(character, disguised.get(i));
    }
    if (segment) {
      if (i > plainFrom) segments.push({ kind: 'plain', text: text.slice(plainFrom, i) });
      segments.push(segment);
      plainFrom = end;
      before = '';
    } else before = character;
    marks = !segment && MARK.test(character) ? marks + 1 : 0;
    i = end;
  }
  if (plainFrom < text.length) segments.push({ kind: 'plain', text: text.slice(plainFrom) });
  return segments;
}

/** The text as {@link revealText} draws it, in one string: for tooltips, titles and terminals. */
export const revealedText = (text: string, isExact = false): string =>
  revealText(text, isExact)
    .map((segment) => segment.text)
    .join('');

/** Whether anything in the text would not be seen as itself. */
export const isTreacherous = (text: string): boolean =>
  revealText(text).some((segment) => segment.kind === 'flagged');
