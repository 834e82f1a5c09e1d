'use client';

import { clsx } from 'clsx';
import { ChevronDown, ChevronUp, FileText, WrapText } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { hasTerminalCodes, withoutColours } from '@/lib/text/ansi';
import { LineList } from './line-list';
import { SearchBox } from './search-box';
import { CodesButton, TerminalText } from './terminal-text';
import { ViewerFrame } from './viewer-frame';

export interface TextViewProps {
  text: string;
  label: string;
}

/** Fewer lines than this are read, not searched. */
const WORTH_SEARCHING = 12;

/** A text by its numbered lines; a search goes from hit to hit and leaves the rest in place. */
export function TextView({ text, label }: TextViewProps) {
  const [wraps, setWraps] = useState(true);
  const [showCodes, setShowCodes] = useState(false);
  const [query, setQuery] = useState('');
  const [hit, setHit] = useState(0);
  const asked = useDeferredValue(query);
  const lines = useMemo(() => text.replace(/\r?\n$/, '').split(/\r?\n/), [text]);
  const hits = useMemo(() => {
    const needle = asked.toLowerCase();
    if (needle === '') return [];
    return lines.flatMap((line, index) =>
      withoutColours(line).toLowerCase().includes(needle) ? [index] : [],
    );
  }, [lines, asked]);
  if (text.trim() === '')
    return (
      <EmptyState icon={FileText} title="An empty text">
        The source answered with nothing.
      </EmptyState>
    );
  const here = hits[hit % Math.max(1, hits.length)];
  const go = (by: number) => setHit((now) => (now + by + hits.length) % Math.max(1, hits.length));
  const digits = String(lines.length).length;
  return (
    <ViewerFrame
      tools={
        <>
          {lines.length < WORTH_SEARCHING ? (
            <span className="flex-1 px-1 text-xs text-muted">
              {lines.length} {lines.length === 1 ? 'line' : 'lines'}
            </span>
          ) : (
            <SearchBox
              label={`Search ${lines.length.toLocaleString('en')} lines`}
              value={query}
              onChange={(next) => {
                setQuery(next);
                setHit(0);
              }}
              onEnter={(isBackwards) => go(isBackwards ? -1 : 1)}
              matches={hits.length}
            />
          )}
          <span className="flex items-center">
            {hits.length > 1 && (
              <>
                <StepButton label="Previous hit" icon={ChevronUp} onClick={() => go(-1)} />
                <StepButton label="Next hit" icon={ChevronDown} onClick={() => go(1)} />
              </>
            )}
            {hasTerminalCodes(text) && <CodesButton shown={showCodes} onChange={setShowCodes} />}
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
          </span>
        </>
      }
    >
      <LineList
        key={String(wraps)}
        label={label}
        count={lines.length}
        wraps={wraps}
        reveal={here}
        renderLine={(index) => (
          <div className={clsx('flex gap-3 px-3', index === here && 'bg-running-tint')}>
            {lines.length > 1 && (
              <span
                aria-hidden
                className="shrink-0 text-right text-faint select-none max-sm:hidden"
                style={{ width: `${digits}ch` }}
              >
                {index + 1}
              </span>
            )}
            <span
              className={clsx(
                'min-h-5 text-ink',
                wraps ? 'min-w-0 flex-1 break-words whitespace-pre-wrap' : 'whitespace-pre',
              )}
            >
              <TerminalText text={lines[index] ?? ''} highlight={asked} showCodes={showCodes} />
            </span>
          </div>
        )}
      />
    </ViewerFrame>
  );
}

interface StepButtonProps {
  label: string;
  icon: typeof ChevronUp;
  onClick: () => void;
}

function StepButton({ label, icon: Icon, onClick }: StepButtonProps) {
  return (
    <Button
      size="sm"
      square
      variant="ghost"
      aria-label={label}
      icon={<Icon aria-hidden size={14} />}
      onClick={onClick}
    />
  );
}
