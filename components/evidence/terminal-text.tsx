'use client';

import { clsx } from 'clsx';
import { Palette } from 'lucide-react';
import { useState } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { PlainButton } from '@/components/ui/plain-button';
import { buttonStyle } from '@/components/ui/button-style';
import {
  cutTerminalText,
  hasTerminalCodes,
  terminalRuns,
  type TerminalLook,
} from '@/lib/text/ansi';

const tones: Record<NonNullable<TerminalLook['tone']>, string> = {
  red: 'text-bad',
  green: 'text-good',
  yellow: 'text-waiting',
  blue: 'text-running',
  magenta: 'text-drift',
  cyan: 'text-running',
  gray: 'text-muted',
};

const LIMIT = 2000;

export interface TerminalTextProps {
  text: string;
  highlight?: string | undefined;
  /** Colour codes drawn as they were sent, instead of as colours. */
  showCodes: boolean;
}

/** A line that a terminal may have been meant for: coloured where it asked for colour, obeyed in nothing else. */
export function TerminalText({ text, highlight, showCodes }: TerminalTextProps) {
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && text.length > LIMIT;
  const shown = isCut ? cutTerminalText(text, LIMIT) : text;
  const isPlain = showCodes || !hasTerminalCodes(shown);
  return (
    <>
      {isPlain ? (
        <VisibleText text={shown} highlight={highlight} />
      ) : (
        terminalRuns(shown).map((run, index) => (
          <span
            key={index}
            className={clsx(
              run.look.tone && tones[run.look.tone],
              run.look.isBold && 'font-semibold',
              run.look.isDim && !run.look.tone && 'text-muted',
            )}
          >
            <VisibleText text={run.text} highlight={highlight} />
          </span>
        ))
      )}
      {isCut && (
        <PlainButton
          onClick={() => setWhole(true)}
          className={buttonStyle({ size: 'sm', className: 'ml-1.5 h-6 font-sans' })}
        >
          … show all {text.length.toLocaleString('en')} characters
        </PlainButton>
      )}
    </>
  );
}

export interface CodesButtonProps {
  shown: boolean;
  onChange: (shown: boolean) => void;
}

/** Colours as colours, or their codes as they were sent. */
export function CodesButton({ shown, onChange }: CodesButtonProps) {
  return (
    <Button
      size="sm"
      square
      variant={shown ? 'secondary' : 'ghost'}
      aria-label="Show colour codes as sent"
      aria-pressed={shown}
      icon={<Palette aria-hidden size={14} />}
      onClick={() => onChange(!shown)}
    />
  );
}
