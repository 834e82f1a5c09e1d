import { revealedText } from './visible';

/** Characters that would begin another line, or move within this one. */
const BREAKS = { '\n': '⟨U+000A LF⟩', '\t': '⟨U+0009 TAB⟩' } as const;

/**
 * A text as one line for a terminal, a notice, an e-mail or a log: as the screens draw it, and with
 * no way to begin a line of its own. No other text gives the same line.
 */
export const plainLine = (text: string): string =>
  revealedText(text).replace(/[\n\t]/g, (each) => BREAKS[each as keyof typeof BREAKS]);

/** What JSON leaves as it is and a terminal or an eye would obey or miss. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * One line of JSON with everything unseen in it written as `\uXXXX`: the same JSON, but safe to be
 * shown by `tail`. Its own line feed stays.
 */
export const escapeUnseen = (json: string): string =>
  json.replace(UNSEEN, (found) =>
    found === '\n'
      ? found
      : Array.from(
          { length: found.length },
          (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
