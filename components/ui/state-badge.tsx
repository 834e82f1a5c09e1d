import { clsx } from 'clsx';
import { Badge } from './badge';
import { stateFace, type StateNoun } from './states';
import { toneText } from './tone';

export interface StateBadgeProps {
  noun: StateNoun;
  /** The contract's value, such as `pending_approval`. */
  value: string;
  look?: 'tint' | 'solid' | 'plain' | undefined;
  size?: 'sm' | 'md' | undefined;
  /** Another word than the table's, such as "Recovered, reported by NAME". */
  word?: string | undefined;
  className?: string | undefined;
}

/** A state as glyph, word and colour. SEV 1 is solid by itself, so it is seen first. */
export function StateBadge({ noun, value, look, size = 'sm', word, className }: StateBadgeProps) {
  const face = stateFace(noun, value);
  const Icon = face.icon;
  return (
    <Badge
      tone={face.tone}
      look={look ?? (value === 'sev1' ? 'solid' : 'tint')}
      size={size}
      title={face.says}
      className={className}
      icon={
        <Icon
          aria-hidden
          size={size === 'sm' ? 12 : 14}
          strokeWidth={2.25}
          className={clsx(face.live && 'animate-pulse-dot')}
        />
      }
    >
      {word ?? face.word}
    </Badge>
  );
}

export interface StateGlyphProps {
  noun: StateNoun;
  value: string;
  size?: number | undefined;
}

/** The glyph alone where the row is dense; the word is there for screen readers and on hover. */
export function StateGlyph({ noun, value, size = 14 }: StateGlyphProps) {
  const face = stateFace(noun, value);
  const Icon = face.icon;
  return (
    <span title={face.word} className={clsx('inline-flex shrink-0', toneText[face.tone])}>
      <Icon aria-hidden size={size} strokeWidth={2.25} />
      <span className="sr-only">{face.word}</span>
    </span>
  );
}
