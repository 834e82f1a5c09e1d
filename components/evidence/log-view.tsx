'use client';

import { clsx } from 'clsx';
import { FileText, WrapText } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { EvidenceBody } from '@/lib/evidence/schema';
import { revealedText } from '@/lib/text/visible';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull, utcTime } from '@/components/time/format-time';
import { Button } from '@/components/ui/button';
import { MultiChoice } from '@/components/ui/choice';
import { EmptyState } from '@/components/ui/empty-state';
import { ScrollArea } from '@/components/ui/scroll-area';
import { levelFaces, levelOf, levelOrder, type LogLevel } from './log-level';
import { SearchBox } from './search-box';
import { ShowMore, useCap } from './show-more';
import { ViewerFrame } from './viewer-frame';

type LogBody = Extract<EvidenceBody, { format: 'log' }>;
export type LogLine = LogBody['lines'][number];

export interface LogViewProps {
  lines: LogLine[];
  /** Names the scroll region; the evidence's title. */
  label: string;
}

/** Log lines by level and by search; what is filtered away is always counted. */
export function LogView({ lines, label }: LogViewProps) {
  const leveled = useMemo(
    () => lines.map((line, index) => ({ line, index, level: levelOf(line.level) })),
    [lines],
  );
  const counts = useMemo(() => {
    const found = new Map<LogLevel, number>();
    for (const { level } of leveled) found.set(level, (found.get(level) ?? 0) + 1);
    return found;
  }, [leveled]);
  const present = levelOrder.filter((level) => counts.has(level));
  const [levels, setLevels] = useState<LogLevel[]>([]);
  const [query, setQuery] = useState('');
  const [wraps, setWraps] = useState(true);
  const { shown, more } = useCap(200);

  const needle = query.toLowerCase();
  const found = leveled.filter(
    ({ line, level }) =>
      (levels.length === 0 || levels.includes(level)) &&
      (needle === '' || `${line.service ?? ''} ${line.message}`.toLowerCase().includes(needle)),
  );
  const hasServices = new Set(lines.map((line) => line.service ?? '')).size > 1;

  if (lines.length === 0)
    return (
      <EmptyState icon={FileText} title="No log lines">
        The query matched nothing in its window.
      </EmptyState>
    );
  return (
    <ViewerFrame
      tools={
        <>
          {present.length > 1 && (
            <MultiChoice
              label="Levels shown"
              value={levels}
              onValueChange={setLevels}
              options={present.map((level) => ({
                value: level,
                label: `${levelFaces[level].word} ${counts.get(level)?.toLocaleString('en')}`,
              }))}
            />
          )}
          <SearchBox
            label="Search lines"
            value={query}
            onChange={setQuery}
            matches={found.length}
          />
          <Button
            size="sm"
            square
            variant={wraps ? 'secondary' : 'ghost'}
            aria-label="Wrap long lines"
            aria-pressed={wraps}
            icon={<WrapText aria-hidden size={14} />}
            onClick={() => setWraps(!wraps)}
          />
        </>
      }
    >
      <ScrollArea label={label} className="max-h-[28rem]">
        <ol className={clsx('py-1 font-mono text-xs', !wraps && 'w-max min-w-full')}>
          {found.slice(0, shown).map(({ line, index, level }) => (
            <LogRow key={index} {...{ line, level, wraps, hasServices }} highlight={query} />
          ))}
        </ol>
        {found.length === 0 && (
          <p className="p-6 text-center text-sm text-muted">No line matches the filter.</p>
        )}
      </ScrollArea>
      <ShowMore shown={shown} total={found.length} noun="lines" onMore={more} />
    </ViewerFrame>
  );
}

interface LogRowProps {
  line: LogLine;
  level: LogLevel;
  wraps: boolean;
  hasServices: boolean;
  highlight: string;
}

function LogRow({ line, level, wraps, hasServices, highlight }: LogRowProps) {
  const face = levelFaces[level];
  const Icon = face.icon;
  return (
    <li className={clsx('flex items-start gap-2 px-3 py-0.5', face.row)}>
      <span title={face.word} className={clsx('mt-0.5 shrink-0', face.text)}>
        <Icon aria-hidden size={12} />
        <span className="sr-only">{face.word}: </span>
      </span>
      <div className={clsx('flex min-w-0 flex-1 gap-x-2', wraps && 'max-@lg:flex-wrap')}>
        {line.at && (
          <time dateTime={line.at} title={utcFull(line.at)} className="shrink-0 text-faint">
            {utcTime(line.at)}
          </time>
        )}
        {hasServices && (
          <span
            className="w-24 shrink-0 truncate text-muted"
            title={line.service ? revealedText(line.service) : 'service not stated'}
          >
            {line.service ? <VisibleText text={line.service} highlight={highlight} /> : '·'}
          </span>
        )}
        <span
          className={clsx(
            'text-ink',
            wraps
              ? 'min-w-0 break-words whitespace-pre-wrap max-@lg:basis-full @lg:flex-1'
              : 'whitespace-pre',
          )}
        >
          <ClampedText text={line.message} highlight={highlight} />
        </span>
      </div>
    </li>
  );
}
