'use client';

import { clsx } from 'clsx';
import { Braces, ChevronRight, ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { revealedText } from '@/lib/text/visible';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { PlainButton } from '@/components/ui/plain-button';
import { AT_FIRST, findInJson, openRows, type JsonPlace, type JsonRow } from './json-nodes';
import { pathText } from './json-path';
import { LineList } from './line-list';
import { SearchBox } from './search-box';
import { ViewerFrame } from './viewer-frame';

export interface JsonViewProps {
  value: unknown;
  label: string;
}

/** As many hits as are worth reading through. */
const MOST_FOUND = 500;
/** Fewer members than this are read, not searched. */
const WORTH_SEARCHING = 8;
/** Beyond this a further level moves nothing to the right: the values have to fit somewhere. */
const DEEPEST_INDENT = 12;

/** A folding tree of a JSON value; choosing a member shows its path, ready to copy. */
export function JsonView({ value, label }: JsonViewProps) {
  const [folding, setFolding] = useState(AT_FIRST);
  const [chosen, setChosen] = useState<{ path: string; value: unknown }>({ path: '$', value });
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query);
  const rows = useMemo(() => openRows(value, folding), [value, folding]);
  const found = useMemo(
    () => (asked === '' ? undefined : findInJson(value, asked, MOST_FOUND)),
    [value, asked],
  );
  if (value === undefined) return <EmptyState icon={Braces} title="No value" />;
  const toggle = (path: string) =>
    setFolding(({ toggled, all }) => {
      const next = new Set(toggled);
      if (!next.delete(path)) next.add(path);
      return { toggled: next, all };
    });
  const press = (row: JsonRow) => {
    setChosen(row);
    if (row.members !== undefined) toggle(row.path);
  };
  const isTree = rows.length > 1;
  const isWorth = rows.length >= WORTH_SEARCHING || rows.some(({ members }) => (members ?? 0) > 3);
  return (
    <ViewerFrame
      tools={
        <>
          {isWorth && (
            <SearchBox
              label="Search it"
              value={query}
              onChange={setQuery}
              matches={found?.length}
            />
          )}
          <span className="flex items-center">
            {isTree && (
              <>
                <FoldButton
                  label="Unfold all of it"
                  icon={ChevronsUpDown}
                  onClick={() => setFolding({ toggled: new Set(), all: 'open' })}
                />
                <FoldButton
                  label="Fold all of it"
                  icon={ChevronsDownUp}
                  onClick={() => setFolding({ toggled: new Set(['$']), all: 'closed' })}
                />
              </>
            )}
            <CopyButton text={() => JSON.stringify(value, null, 2)} label="Copy JSON" worded />
          </span>
        </>
      }
    >
      {found?.length === 0 ? (
        <p className="p-6 text-center text-sm text-muted">Nothing in it matches.</p>
      ) : (
        <LineList
          key={found ? 'found' : 'tree'}
          label={label}
          count={found?.length ?? rows.length}
          wraps
          renderLine={(index) => {
            const hit = found?.[index];
            if (hit)
              return <Hit place={hit} query={asked} chosen={chosen.path} onChoose={setChosen} />;
            const row = found ? undefined : rows[index];
            return row && <Row row={row} isChosen={chosen.path === row.path} onPress={press} />;
          }}
        />
      )}
      {found?.length === MOST_FOUND && (
        <p className="border-t border-line px-3 py-1.5 text-xs text-muted">
          The first {MOST_FOUND} are shown.
        </p>
      )}
      <div className="flex items-center gap-1 border-t border-line bg-sunken px-2 py-1">
        <code
          className="min-w-0 flex-1 truncate px-1 text-xs text-muted"
          title={revealedText(chosen.path)}
        >
          <VisibleText text={chosen.path} />
        </code>
        <CopyButton text={chosen.path} label="Copy path" />
        <CopyButton text={() => valueText(chosen.value)} label="Copy its value" worded />
      </div>
    </ViewerFrame>
  );
}

const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2);

interface FoldButtonProps {
  label: string;
  icon: typeof ChevronsUpDown;
  onClick: () => void;
}

function FoldButton({ label, icon: Icon, onClick }: FoldButtonProps) {
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

interface RowProps {
  row: JsonRow;
  isChosen: boolean;
  onPress: (row: JsonRow) => void;
}

function Row({ row, isChosen, onPress }: RowProps) {
  const { name, value, depth, members, isOpen } = row;
  const indent = Math.min(depth, DEEPEST_INDENT);
  return (
    <div
      className={clsx('flex items-start px-2', isChosen && 'bg-hover')}
      style={{ paddingLeft: `${0.5 + indent * 0.9}rem` }}
    >
      <PlainButton
        onClick={() => onPress(row)}
        aria-expanded={members === undefined ? undefined : isOpen}
        className="focus-inset flex min-h-6 max-w-[60%] shrink-0 items-center gap-1 rounded-sm px-1 text-left hover:bg-hover pointer-coarse:min-h-11"
      >
        <ChevronRight
          aria-hidden
          size={12}
          className={clsx(
            'shrink-0 text-faint transition-transform',
            isOpen && 'rotate-90',
            members === undefined && 'invisible',
          )}
        />
        {depth > DEEPEST_INDENT && <span className="shrink-0 text-faint">{depth}·</span>}
        <span className="min-w-0 break-words text-muted">
          <VisibleText text={name === undefined ? '$' : String(name)} />:
        </span>
        {members !== undefined && (
          <span className="shrink-0 text-faint">
            {Array.isArray(value) ? `[${members}]` : `{${members}}`}
          </span>
        )}
      </PlainButton>
      {members === undefined && <Leaf value={value} />}
    </div>
  );
}

interface HitProps {
  place: JsonPlace;
  query: string;
  chosen: string;
  onChoose: (chosen: { path: string; value: unknown }) => void;
}

function Hit({ place, query, chosen, onChoose }: HitProps) {
  const path = pathText(place.path);
  const isFolder = typeof place.value === 'object' && place.value !== null;
  return (
    <div className={clsx('flex flex-wrap items-start gap-x-1 px-3', chosen === path && 'bg-hover')}>
      <PlainButton
        onClick={() => onChoose({ path, value: place.value })}
        className="focus-inset min-h-6 max-w-full rounded-sm text-left break-all text-muted hover:text-ink pointer-coarse:min-h-11"
      >
        <VisibleText text={path} highlight={query} />
      </PlainButton>
      {!isFolder && <Leaf value={place.value} highlight={query} />}
    </div>
  );
}

function Leaf({ value, highlight }: { value: unknown; highlight?: string | undefined }) {
  if (typeof value === 'string')
    return (
      <span className="min-w-0 py-0.5 break-words whitespace-pre-wrap text-ink pointer-coarse:py-3">
        &quot;
        <ClampedText text={value} limit={600} highlight={highlight} />
        &quot;
      </span>
    );
  const isWord = value === null || typeof value === 'boolean';
  return (
    <span className={clsx('py-0.5 pointer-coarse:py-3', isWord ? 'text-muted' : 'text-running')}>
      {String(value)}
    </span>
  );
}
