'use client';

import { clsx } from 'clsx';
import { FileText, WrapText } from 'lucide-react';
import { useState } from 'react';
import { ClampedText } from '@/components/text/clamped-text';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ScrollArea } from '@/components/ui/scroll-area';
import { ViewerFrame } from './viewer-frame';

export interface TextViewProps {
  text: string;
  label: string;
}

export function TextView({ text, label }: TextViewProps) {
  const [wraps, setWraps] = useState(true);
  if (text.trim() === '')
    return (
      <EmptyState icon={FileText} title="An empty text">
        The source answered with nothing.
      </EmptyState>
    );
  const lineCount = text.split('\n').length;
  return (
    <ViewerFrame
      tools={
        <>
          <span className="flex-1 px-1 text-xs text-muted">
            {lineCount.toLocaleString('en')} {lineCount === 1 ? 'line' : 'lines'}
          </span>
          <Button
            size="sm"
            square
            variant={wraps ? 'secondary' : 'ghost'}
            aria-label="Wrap long lines"
            aria-pressed={wraps}
            icon={<WrapText aria-hidden size={14} />}
            onClick={() => setWraps(!wraps)}
          />
          <CopyButton text={text} label="Copy text" />
        </>
      }
    >
      <ScrollArea label={label} className="max-h-[28rem]">
        <pre
          className={clsx(
            'p-3 text-xs text-ink',
            wraps ? 'break-words whitespace-pre-wrap' : 'w-max',
          )}
        >
          <ClampedText text={text} limit={12_000} />
        </pre>
      </ScrollArea>
    </ViewerFrame>
  );
}
