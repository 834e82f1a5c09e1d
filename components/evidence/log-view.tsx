'use client';

import { clsx } from 'clsx';
import { FileText, WrapText } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { EvidenceBody } from '@/lib/evidence/schema';
import { hasTerminalCodes, withoutColours } from '@/lib/text/ansi';
import { revealedText } from '@/lib/text/visible';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull, utcTime } from '@/components/time/format-time';
import { Button } from '@/components/ui/button';
import { MultiChoice } from '@/components/ui/choice';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { LineList } from './line-list';
import { levelFaces, levelOf, levelOrder, type LogLevel } from './log-level';
import { SearchBox } from './search-box';
import { CodesButton, TerminalText } from './terminal-text';
import { ViewerFrame } from './viewer-frame';

type LogBody = Extract<EvidenceBody, { format: 'log' }>;
export type LogLine = LogBody['lines'][number];

export interface LogViewProps {
  lines: LogLine[];
  /** Names the scroll region; the evidence's title. */
  label: string;
}

const copied = ({ at, level, service, message }: LogLine): string =>
  [at, level, service, message].filter((each) => each !== undefined).join(' ');

/** Log lines by level and by search; what is filtered away is always counted. */
export function LogView({ lines, label }: LogViewProps) {
  const leveled = useMemo(
    () =>
      lines.map((line) => ({
        line,
        level: levelOf(line.level),
        // As it is read: a word is found though a code of colour stands in it.
        text: withoutColours(`${line.service ?? ''} ${line.message}`).toLowerCase(),
      })),
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
  const asked = useDeferredValue(query);
  const [wraps, setWraps] = useState(true);
  const [showCodes, setShowCodes] = useState(false);
  const found = useMemo(() => {
    const needle = asked.toLowerCase();
    return leveled.filter(
      ({ level, text }) =>
        (levels.length === 0 || levels.includes(level)) && (needle === '' || text.includes(needle)),
    );
  }, [leveled, levels, asked]);
  const hasServices = useMemo(
    () => new Set(lines.map((line) => line.service ?? '')).size > 1,
    [lines],
  );
  const hasCodes = useMemo(() => lines.some(({ message }) => hasTerminalCodes(message)), [lines]);

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
          <span className="flex items-center">
            {hasCodes && <CodesButton shown={showCodes} onChange={setShowCodes} />}
            <Button
              size="sm"
              square
              variant={wraps ? 'secondary' : 'ghost'}
              aria-label="Wrap long lines"
              aria-pressed={wraps}
              icon={<WrapText aria-hidden size={14} />}
              onClick={() => setWraps(!wraps)}
            />
            <CopyButton
              text={() => found.map(({ line }) => copied(line)).join('\n')}
              label="Copy these lines"
            />
          </span>
        </>
      }
    >
      {found.length === 0 ? (
        <p className="p-6 text-center text-sm text-muted">No line matches the filter.</p>
      ) : (
        <LineList
          // What is measured of other lines holds for none of these.
          key={`${wraps} ${levels.join()} ${asked}`}
          label={label}
          count={found.length}
          wraps={wraps}
          renderLine={(index) => {
            const { line, level } = found[index] ?? {};
            return line && level ? (
              <LogRow {...{ line, level, wraps, hasServices, showCodes }} highlight={asked} />
            ) : null;
          }}
        />
      )}
      {found.length < lines.length && (
        <p className="border-t border-line px-3 py-1.5 text-xs text-muted">
          {found.length.toLocaleString('en')} of {lines.length.toLocaleString('en')} lines
        </p>
      )}
    </ViewerFrame>
  );
}

interface LogRowProps {
  line: LogLine;
  level: LogLevel;
  wraps: boolean;
  hasServices: boolean;
  showCodes: boolean;
  highlight: string;
}

function LogRow({ line, level, wraps, hasServices, showCodes, highlight }: LogRowProps) {
  const face = levelFaces[level];
  const Icon = face.icon;
  return (
    <div className={clsx('flex items-start gap-2 px-3', face.row)}>
      <span title={face.word} className={clsx('mt-1 shrink-0', face.text)}>
        <Icon aria-hidden size={12} />
        <span className="sr-only">{face.word}: </span>
      </span>
      {/* Where it is narrow, one text that wraps beneath itself: columns would leave it a sliver. */}
      <div className={clsx('min-w-0 flex-1', wraps ? '@lg:flex @lg:gap-x-2' : 'flex gap-x-2')}>
        {line.at && (
          <time
            dateTime={line.at}
            title={utcFull(line.at)}
            className="mr-2 shrink-0 text-faint @lg:mr-0"
          >
            {utcTime(line.at)}
          </time>
        )}
        {hasServices && (
          <span
            className={clsx(
              'shrink-0 truncate text-muted',
              wraps ? 'mr-2 @lg:mr-0 @lg:w-24' : 'w-24',
            )}
            title={line.service ? revealedText(line.service) : 'service not stated'}
          >
            {line.service ? <VisibleText text={line.service} highlight={highlight} /> : '·'}
          </span>
        )}
        <span
          className={clsx(
            'text-ink',
            wraps ? 'min-w-0 break-words whitespace-pre-wrap @lg:flex-1' : 'whitespace-pre',
          )}
        >
          <TerminalText text={line.message} highlight={highlight} showCodes={showCodes} />
        </span>
      </div>
    </div>
  );
}
