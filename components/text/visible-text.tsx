import { Fragment, type ReactNode } from 'react';
import { revealText } from '@/lib/text/visible';

/** Terminal codes are noise in most logs: drawn, not obeyed, but faint. */
const escape = '\u001b';

export interface VisibleTextProps {
  /** Anything an agent, an alert or a person wrote. */
  text: string;
  /** Marks every place where these letters stand, whatever their case. */
  highlight?: string | undefined;
  /** It is executed, so whatever passes for an ASCII character is named wherever it stands. */
  isExact?: boolean | undefined;
}

/**
 * The only way text from outside reaches the screen: as text nodes, every character that would be
 * invisible, change direction or pass for another drawn as a labelled chip.
 */
export function VisibleText({ text, highlight = '', isExact = false }: VisibleTextProps) {
  return revealText(text, isExact).map((segment, index) =>
    segment.kind === 'plain' ? (
      // Segments never move within one text, so their place is their identity.
      <Fragment key={index}>{withMarks(segment.text, highlight)}</Fragment>
    ) : (
      <span
        key={index}
        data-flagged
        title={`Not drawn as sent: ${segment.label}`}
        className={
          segment.source.startsWith(escape)
            ? 'text-[0.8em] text-faint'
            : 'mx-px rounded-sm border border-waiting-line bg-waiting-tint px-0.5 font-mono text-[0.85em] text-waiting'
        }
      >
        {segment.text}
        <span className="sr-only"> ({segment.label})</span>
      </span>
    ),
  );
}

function withMarks(text: string, highlight: string): ReactNode {
  if (!highlight) return text;
  const found: ReactNode[] = [];
  const haystack = text.toLowerCase();
  const needle = highlight.toLowerCase();
  // Lower-casing can change a text's length, and then the places would be off.
  if (haystack.length !== text.length) return text;
  let from = 0;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, from)) {
    found.push(
      text.slice(from, at),
      <mark key={at} className="rounded-[2px] bg-mark text-on-mark">
        {text.slice(at, at + needle.length)}
      </mark>,
    );
    from = at + needle.length;
  }
  return found.length > 0 ? [...found, text.slice(from)] : text;
}
