import { VisibleText } from '@/components/text/visible-text';
import { exactParts } from './exact-parts';

/** Machine text that is decided on: nothing in it is invisible, nothing is cut, all of it wraps. */
export function ExactText({ text }: { text: string }) {
  if (text === '') return <span className="font-sans text-faint">(empty)</span>;
  return exactParts(text).map((part, index) =>
    part.kind === 'text' ? (
      // Parts never move within one text.
      <VisibleText key={index} text={part.text} isExact />
    ) : (
      <span key={index}>
        <span
          title={part.label}
          className="mx-px rounded-sm bg-sunken px-0.5 text-[0.85em] text-faint outline outline-line"
        >
          <span aria-hidden>{part.sign}</span>
          <span className="sr-only">({part.label})</span>
        </span>
        {part.endsLine && <br />}
      </span>
    ),
  );
}
