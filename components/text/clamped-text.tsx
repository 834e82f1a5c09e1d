'use client';

import { useState } from 'react';
import { buttonStyle } from '@/components/ui/button-style';
import { VisibleText } from './visible-text';
import { PlainButton } from '@/components/ui/plain-button';

export interface ClampedTextProps {
  text: string;
  /** Characters shown before the rest is asked for. */
  limit?: number | undefined;
  highlight?: string | undefined;
}

/**
 * A text that may be a megabyte: the start at once, all of it on demand, and never a cut that is
 * not said. Not for what is decided on: a command is always shown whole.
 */
export function ClampedText({ text, limit = 2000, highlight }: ClampedTextProps) {
  const [isWhole, setWhole] = useState(false);
  if (isWhole || text.length <= limit) return <VisibleText text={text} highlight={highlight} />;
  return (
    <>
      <VisibleText text={sliceWhole(text, limit)} highlight={highlight} />
      <PlainButton
        onClick={() => setWhole(true)}
        className={buttonStyle({ size: 'sm', className: 'ml-1.5 h-6 font-sans' })}
      >
        … show all {text.length.toLocaleString('en')} characters
      </PlainButton>
    </>
  );
}

/** Cuts without splitting a surrogate pair, which would look like tampering. */
function sliceWhole(text: string, limit: number): string {
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}
