'use client';

import { Drama, EyeOff, MessageSquareWarning, SpellCheck, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { suspicionsIn, type SuspicionKind } from '@/lib/text/suspicion';
import { VisibleText } from './visible-text';

const faces: Record<SuspicionKind, { icon: LucideIcon; word: string }> = {
  imitation: { icon: Drama, word: 'Imitates us' },
  instruction: { icon: MessageSquareWarning, word: 'Gives orders' },
  disguise: { icon: SpellCheck, word: 'Disguised letters' },
  hidden: { icon: EyeOff, word: 'Hidden characters' },
};

export interface SuspicionNotesProps {
  /** Texts from outside, or anything that holds some. */
  of: unknown;
}

/** Beside a text from outside: that it pretends to be ours, gives orders, or hides something. */
export function SuspicionNotes({ of }: SuspicionNotesProps) {
  const found = useMemo(() => suspicionsIn(of), [of]);
  if (found.length === 0) return null;
  return (
    <ul aria-label="Warnings about this text" className="flex flex-col gap-1">
      {found.map(({ kind, sentence, found: words }) => {
        const { icon: Icon, word } = faces[kind];
        return (
          <li
            key={kind}
            className="flex items-start gap-1.5 rounded-sm border border-waiting-line bg-waiting-tint px-1.5 py-1 text-xs"
          >
            <Icon aria-hidden size={13} className="mt-px shrink-0 text-waiting" />
            <span className="min-w-0 text-ink [overflow-wrap:anywhere]">
              <span className="font-semibold text-waiting">{word}</span> {sentence}
              {words !== undefined && (
                <>
                  {' '}
                  <span className="text-muted">
                    It says “<VisibleText text={words.slice(0, 80)} />
                    ”.
                  </span>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
