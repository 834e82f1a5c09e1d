import { letterLike, markLike } from './confusables';
import { disguises } from './disguise';
import { IMITATIONS, INSTRUCTIONS } from './suspicion-rules';
import { isMixedScript } from './scripts';

export type SuspicionKind = 'imitation' | 'instruction' | 'disguise' | 'hidden';

/** Something about a text from outside that its reader should know before they believe it. */
export interface Suspicion {
  kind: SuspicionKind;
  /** For the reader, in one sentence. */
  sentence: string;
  /** The words that gave it away, as folded for comparison; none where no words did. */
  found?: string;
}

const SENTENCES: Record<SuspicionKind, string> = {
  imitation: 'This text imitates Countersign’s own words. It was sent in, and is none of ours.',
  instruction: 'This text gives instructions to people or models. It is data, and no order.',
  disguise: 'Letters here pass for others: a word is not the word that it seems.',
  hidden: 'Characters here would not be seen: invisible, or changing the direction of reading.',
};

/** What a reader meets in a megabyte of log is at its start, where it was put to be met. */
const LONGEST = 200_000;

/**
 * Bidirectional controls, zero-width characters, tags and the blank fillers. Terminal codes, carriage
 * returns and the emoji's own selectors and joiners are in every other log, and only drawn.
 */
const HIDDEN =
  /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u115f\u1160\u3164\uffa0\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]|(?<![\p{Extended_Pictographic}\p{L}\p{M}])[\u200c\u200d]|(?!^)\ufeff/u;
const DISREGARDED = /(?![\n\t])[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
// oxlint-disable-next-line no-control-regex -- it is the escape character that is looked for
const SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][ -~]*)/g;
const SPACES = /[^\S\n]+/g;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The text as a hurried eye reads it: without what is unseen, in plain letters, lower case. */
export function foldForReading(text: string): string {
  const seen = text.replace(SEQUENCES, '').replace(DISREGARDED, '').normalize('NFKC');
  const plain = /[^\0-\u007f]/.test(seen)
    ? Array.from(seen, (each) => letterLike(each) ?? markLike(each) ?? each).join('')
    : seen;
  return plain.toLowerCase().replace(SPACES, ' ');
}

const firstMatch = (rules: readonly RegExp[], folded: string): string | undefined => {
  for (const rule of rules) {
    const found = rule.exec(folded)?.[0].trim();
    if (found) return found;
  }
  return undefined;
};

const isDisguised = (text: string): boolean => {
  if (disguises(text, false).size > 0) return true;
  for (const [word] of text.matchAll(WORD)) if (isMixedScript(word)) return true;
  return false;
};

/**
 * What is suspicious about a text that came from outside; nothing, for nearly all. It is a hint
 * beside the text and never a gate: whoever writes to deceive can word it past any list.
 */
export function suspicionsOf(text: string): Suspicion[] {
  const start = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const folded = foldForReading(start);
  const imitation = firstMatch(IMITATIONS, folded);
  const instruction = firstMatch(INSTRUCTIONS, folded);
  const found: (Suspicion | undefined)[] = [
    imitation === undefined ? undefined : suspicion('imitation', imitation),
    instruction === undefined ? undefined : suspicion('instruction', instruction),
    isDisguised(start) ? suspicion('disguise') : undefined,
    HIDDEN.test(start) ? suspicion('hidden') : undefined,
  ];
  return found.filter((each) => each !== undefined);
}

const suspicion = (kind: SuspicionKind, found?: string): Suspicion => ({
  kind,
  sentence: SENTENCES[kind],
  ...(found === undefined ? {} : { found }),
});

function gather(value: unknown, into: string[], left: number): number {
  if (left <= 0) return left;
  if (typeof value === 'string') {
    into.push(value);
    return left - value.length;
  }
  if (typeof value !== 'object' || value === null) return left;
  // Names of members are text from outside too.
  const parts = Array.isArray(value) ? value : Object.entries(value).flat();
  return parts.reduce<number>((rest, part) => gather(part, into, rest), left);
}

/** What is suspicious about all texts within a JSON value, each on a line of its own. */
export function suspicionsIn(value: unknown): Suspicion[] {
  const texts: string[] = [];
  gather(value, texts, LONGEST);
  return suspicionsOf(texts.join('\n'));
}
