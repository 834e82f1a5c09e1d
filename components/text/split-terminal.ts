export interface TerminalPart {
  kind: 'text' | 'code';
  text: string;
}

const escape = '\u001b';

// A Control Sequence Introducer sequence after its ESC, ECMA-48 5.4: parameters, intermediates,
// and a final byte.
const sequence = /^\[[0-?]*[ -/]*[@-~]/;

/** Parts text from terminal codes, both as sent; a lone ESC stays with the text. */
export function splitTerminal(text: string): TerminalPart[] {
  const [first = '', ...rest] = text.split(escape);
  const parts: TerminalPart[] = [{ kind: 'text', text: first }];
  for (const piece of rest) {
    const code = sequence.exec(piece)?.[0];
    if (code !== undefined) {
      parts.push({ kind: 'code', text: code }, { kind: 'text', text: piece.slice(code.length) });
      continue;
    }
    const last = parts.at(-1);
    if (last) last.text += escape + piece;
  }
  return parts.filter((part) => part.text !== '');
}
