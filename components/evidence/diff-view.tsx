'use client';

import { clsx } from 'clsx';
import { Columns2, Rows2, WrapText } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { revealedText } from '@/lib/text/visible';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { CopyButton } from '@/components/ui/copy-button';
import { nothing } from '@/components/ui/nothing';
import { ScrollArea } from '@/components/ui/scroll-area';
import { cutDiff, parseUnified, type DiffFile, type DiffLine } from './parse-unified';
import { ShowMore, useCap } from './show-more';
import { ViewerFrame } from './viewer-frame';

/** Only evidence is laid out so, and only where somebody asks: pages of decisions do without. */
const DiffColumns = dynamic(() => import('./diff-columns').then((module) => module.DiffColumns), {
  loading: nothing,
});
const TextView = dynamic(() => import('./text-view').then((module) => module.TextView), {
  loading: nothing,
});

export interface DiffViewProps {
  unified: string;
  label: string;
  /** Every line at once and no scroll of its own: for what is decided on. */
  whole?: boolean | undefined;
}

type Look = 'unified' | 'columns';

const looks = [
  { value: 'unified' as const, label: 'Unified', icon: <Rows2 aria-hidden size={12} /> },
  { value: 'columns' as const, label: 'Side by side', icon: <Columns2 aria-hidden size={12} /> },
];

const signs = { added: '+', removed: '−', context: ' ', note: ' ' };
const signWords = { added: 'added', removed: 'removed', context: '', note: '' };

/** A unified diff with line numbers; additions and removals by sign as well as by colour. */
export function DiffView({ unified, label, whole = false }: DiffViewProps) {
  const files = useMemo(() => parseUnified(unified), [unified]);
  const [wraps, setWraps] = useState(true);
  const [look, setLook] = useState<Look>('unified');
  const { shown, more } = useCap(400);
  // What is no diff is text; where it is decided on, all of it, with every character named.
  if (!files && whole)
    return (
      <pre className="rounded-lg border border-line p-3 text-xs break-words whitespace-pre-wrap text-ink">
        <VisibleText text={unified} isExact />
      </pre>
    );
  if (!files) return <TextView text={unified} label={label} />;
  const lines = files.flatMap((file) => file.hunks.flatMap((hunk) => hunk.lines));
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
  const limit = whole ? lines.length : shown;
  return (
    <ViewerFrame
      tools={
        <>
          <span className="flex flex-1 items-center gap-2 px-1 text-xs text-muted">
            {files.length} {files.length === 1 ? 'file' : 'files'}
            <span className="text-good">+{count('added')}</span>
            <span className="text-bad">−{count('removed')}</span>
          </span>
          {!whole && (
            <Choice label="Lay out" value={look} onValueChange={setLook} options={looks} />
          )}
          <Button
            size="sm"
            square
            variant={wraps ? 'secondary' : 'ghost'}
            aria-label="Wrap long lines"
            aria-pressed={wraps}
            icon={<WrapText aria-hidden size={14} />}
            onClick={() => setWraps(!wraps)}
          />
          <CopyButton text={unified} label="Copy diff" />
        </>
      }
    >
      <ScrollArea label={label} className={whole ? undefined : 'max-h-[32rem]'}>
        {cutDiff(files, limit).map((file, index) => (
          <FileDiff key={index} file={file} look={look} wraps={wraps} isExact={whole} />
        ))}
      </ScrollArea>
      <ShowMore shown={limit} total={lines.length} noun="lines" onMore={more} />
    </ViewerFrame>
  );
}

interface FileDiffProps {
  file: DiffFile;
  look: Look;
  wraps: boolean;
  isExact: boolean;
}

function FileDiff({ file, look, wraps, isExact }: FileDiffProps) {
  const name = file.to || file.from || 'file not stated';
  const was = file.from && file.to && file.from !== file.to ? `${file.from} → ` : '';
  const note =
    file.from === '' && file.to ? ' (new)' : file.to === '' && file.from ? ' (deleted)' : '';
  return (
    <section
      aria-label={revealedText(name)}
      className={clsx('font-mono text-xs', !wraps && 'w-max min-w-full')}
    >
      <p className="sticky top-0 border-y border-line bg-sunken px-3 py-1 font-medium break-all text-muted first:border-t-0">
        <VisibleText text={`${was}${name}${note}`} />
      </p>
      {file.notes.map((note, index) => (
        <p key={index} className="px-3 text-faint">
          <VisibleText text={note} />
        </p>
      ))}
      {file.hunks.map((hunk, index) => (
        <div key={index} className={index > 0 ? 'border-t border-line' : undefined}>
          {hunk.heading && (
            <p className="px-3 py-0.5 text-faint">
              <VisibleText text={hunk.heading} />
            </p>
          )}
          {look === 'columns' ? (
            <DiffColumns hunk={hunk} wraps={wraps} />
          ) : (
            hunk.lines.map((line, at) => (
              <LineRow key={at} line={line} wraps={wraps} isExact={isExact} />
            ))
          )}
        </div>
      ))}
    </section>
  );
}

interface LineRowProps {
  line: DiffLine;
  wraps: boolean;
  isExact: boolean;
}

function LineRow({ line, wraps, isExact }: LineRowProps) {
  return (
    <div
      className={clsx(
        'flex min-h-5 leading-5',
        line.kind === 'added' && 'bg-good-tint',
        line.kind === 'removed' && 'bg-bad-tint',
        line.kind === 'note' && 'text-faint',
      )}
    >
      <span className="w-9 shrink-0 pr-1.5 text-right text-faint select-none @max-md:hidden">
        {line.oldLine}
      </span>
      <span className="w-9 shrink-0 pr-1.5 text-right text-faint select-none">
        {line.newLine ?? <span className="@md:hidden">{line.oldLine}</span>}
      </span>
      <span
        className={clsx(
          'w-5 shrink-0 text-center font-semibold select-none',
          line.kind === 'added' && 'text-good',
          line.kind === 'removed' && 'text-bad',
        )}
      >
        <span aria-hidden>{signs[line.kind]}</span>
        <span className="sr-only">{signWords[line.kind]}</span>
      </span>
      <span
        className={clsx(
          'min-w-0 flex-1 pr-3',
          wraps ? 'break-words whitespace-pre-wrap' : 'whitespace-pre',
        )}
      >
        <VisibleText text={line.text} isExact={isExact} />
      </span>
    </div>
  );
}
