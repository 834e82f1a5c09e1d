'use client';

import { clsx } from 'clsx';
import { Braces, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { revealedText } from '@/lib/text/visible';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { ScrollArea } from '@/components/ui/scroll-area';
import { entriesOf, pathText, type JsonPath } from './json-path';
import { ViewerFrame } from './viewer-frame';
import { PlainButton } from '@/components/ui/plain-button';

export interface JsonViewProps {
  value: unknown;
  label: string;
}

/** How many children of one node stand open before the rest is asked for. */
const childStep = 100;

interface NodeProps {
  name: string | number | undefined;
  value: unknown;
  path: JsonPath;
  chosen: string;
  onChoose: (path: string) => void;
}

/** A folding tree of a JSON value; choosing a key shows its path, ready to copy. */
export function JsonView({ value, label }: JsonViewProps) {
  const [chosen, setChosen] = useState('$');
  if (value === undefined) return <EmptyState icon={Braces} title="No value" />;
  return (
    <ViewerFrame
      tools={
        <>
          <code
            className="min-w-0 flex-1 truncate px-1 text-xs text-muted"
            title={revealedText(chosen)}
          >
            <VisibleText text={chosen} />
          </code>
          <CopyButton text={chosen} label="Copy path" />
          <CopyButton text={JSON.stringify(value, null, 2)} label="Copy JSON" worded />
        </>
      }
    >
      <ScrollArea label={label} className="max-h-[28rem] p-2">
        <ul className="font-mono text-xs">
          <Node name={undefined} value={value} path={[]} chosen={chosen} onChoose={setChosen} />
        </ul>
      </ScrollArea>
    </ViewerFrame>
  );
}

function Node({ name, value, path, chosen, onChoose }: NodeProps) {
  const entries = entriesOf(value);
  const [isOpen, setOpen] = useState(path.length < 2 && (entries?.length ?? 0) <= 50);
  const [shown, setShown] = useState(childStep);
  const own = pathText(path);
  const key = name === undefined ? '$' : String(name);
  const choose = () => {
    onChoose(own);
    if (entries) setOpen(!isOpen);
  };
  return (
    <li>
      <div className={clsx('flex items-start rounded-sm', chosen === own && 'bg-hover')}>
        <PlainButton
          onClick={choose}
          aria-expanded={entries ? isOpen : undefined}
          className="focus-inset flex min-h-6 shrink-0 items-center gap-1 rounded-sm px-1 text-left hover:bg-hover pointer-coarse:min-h-11"
        >
          <ChevronRight
            aria-hidden
            size={12}
            className={clsx(
              'shrink-0 text-faint transition-transform',
              isOpen && 'rotate-90',
              !entries && 'invisible',
            )}
          />
          <span className="text-muted">
            <VisibleText text={key} />:
          </span>
          {entries && <span className="text-faint">{sizeOf(value, entries.length)}</span>}
        </PlainButton>
        {!entries && <Leaf value={value} />}
      </div>
      {entries && isOpen && (
        <ul className="ml-2.5 border-l border-line pl-2">
          {entries.slice(0, shown).map(([childName, child]) => (
            <Node
              key={childName}
              name={childName}
              value={child}
              path={[...path, childName]}
              chosen={chosen}
              onChoose={onChoose}
            />
          ))}
          {entries.length > shown && (
            <li>
              <PlainButton
                onClick={() => setShown((count) => count + childStep * 5)}
                className="min-h-6 px-2 text-muted underline hover:text-ink"
              >
                {entries.length - shown} more
              </PlainButton>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function sizeOf(value: unknown, count: number): string {
  return Array.isArray(value) ? `[${count}]` : `{${count}}`;
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === 'string')
    return (
      <span className="min-w-0 py-0.5 break-words whitespace-pre-wrap text-ink">
        &quot;
        <ClampedText text={value} limit={600} />
        &quot;
      </span>
    );
  const isWord = value === null || typeof value === 'boolean';
  return (
    <span className={clsx('py-0.5', isWord ? 'text-muted' : 'text-running')}>{String(value)}</span>
  );
}
