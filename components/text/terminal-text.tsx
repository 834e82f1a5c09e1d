import { ClampedText } from './clamped-text';
import { splitTerminal } from './split-terminal';

export interface TerminalTextProps {
  text: string;
  highlight?: string | undefined;
  limit?: number | undefined;
}

/**
 * Text off a terminal. Its colour and cursor codes are neither obeyed, since they can hide and
 * overwrite, nor dropped, since what was sent must be seen: each stands as a faint mark.
 */
export function TerminalText({ text, highlight, limit }: TerminalTextProps) {
  return splitTerminal(text).map((part, index) =>
    part.kind === 'text' ? (
      <ClampedText key={index} text={part.text} highlight={highlight} limit={limit} />
    ) : (
      <span
        key={index}
        data-flagged
        title="A terminal code, shown and not obeyed"
        className="text-[0.8em] text-faint"
      >
        ␛{part.text}
      </span>
    ),
  );
}
