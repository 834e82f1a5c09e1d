/** How a terminal would draw a stretch of text, as far as it helps to read it. */
export interface TerminalLook {
  tone: 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'gray' | undefined;
  isBold: boolean;
  isDim: boolean;
}

export interface TerminalRun {
  text: string;
  look: TerminalLook;
}

/** ECMA-48 SGR: the only sequence that does nothing but colour. Its parameters hold no words. */
const ESC = '\u001b';
const SGR = new RegExp(String.raw`${ESC}\[([0-9;:]{0,64})m`, 'g');
const PLAIN: TerminalLook = { tone: undefined, isBold: false, isDim: false };
const TONES = ['gray', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', undefined] as const;

/**
 * The look after one SGR. What would hide text (conceal, a colour of the background's, reverse) and
 * what a theme cannot promise to be readable (any of 16 million colours) changes nothing.
 */
function after(look: TerminalLook, parameters: string): TerminalLook {
  const codes = parameters.split(/[;:]/).map(Number);
  let next = look;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 0) next = PLAIN;
    else if (code === 1) next = { ...next, isBold: true };
    else if (code === 2) next = { ...next, isDim: true };
    else if (code === 22) next = { ...next, isBold: false, isDim: false };
    else if (code === 39) next = { ...next, tone: undefined };
    else if (code >= 30 && code <= 37) next = { ...next, tone: TONES[code - 30] };
    else if (code >= 90 && code <= 97) next = { ...next, tone: TONES[code - 90] };
    // 38;5;N and 38;2;R;G;B carry numbers that are no codes of their own.
    else if (code === 38 || code === 48) at += codes[at + 1] === 5 ? 2 : 4;
  }
  return next;
}

/** A text cut short may end within a pair of surrogates or a code, either of which would look like tampering. */
const TORN = new RegExp(String.raw`(?:[\uD800-\uDBFF]|${ESC}\[?[0-9;:]*)$`);

/** The first so many characters, none of them torn. */
export const cutTerminalText = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(TORN, '');

/** Whether there is anything of a terminal's in a text. */
export const hasTerminalCodes = (text: string): boolean => text.includes(ESC);

/**
 * A text as runs of one look each, its colour codes taken out. Every other sequence, of links,
 * cursors or titles, stays in it as it was sent, to be named by whoever draws it.
 */
export function terminalRuns(text: string): TerminalRun[] {
  const runs: TerminalRun[] = [];
  let look = PLAIN;
  let from = 0;
  for (const match of text.matchAll(SGR)) {
    if (match.index > from) runs.push({ text: text.slice(from, match.index), look });
    look = after(look, match[1] ?? '');
    from = match.index + match[0].length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), look });
  return runs;
}

/** A text without its colour codes, as it is read and searched. */
export const withoutColours = (text: string): string => text.replaceAll(SGR, '');
