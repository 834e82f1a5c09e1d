'use client';

import { useEffect, useRef } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import type { ImportedService, ImportPreview } from '@/lib/services/output';
import { FieldChanges } from './field-changes';

export interface ImportReportProps {
  preview: ImportPreview;
  isApplying: boolean;
  problem: string | undefined;
  onApply: () => void;
}

const FORMATS = { json: 'JSON', yaml: 'YAML', backstage: 'Backstage' } as const;
const CHANGES = {
  added: { word: 'Added', tone: 'good' },
  changed: { word: 'Changed', tone: 'waiting' },
  unchanged: { word: 'As it is', tone: 'quiet' },
} as const;

/** What a file would change, what is wrong with it and where, and the one press that applies it. */
export function ImportReport({ preview, isApplying, problem, onApply }: ImportReportProps) {
  const { services, faults, notices, untouched, format } = preview;
  const changing = services.filter(({ change }) => change !== 'unchanged');
  const same = services.length - changing.length;
  const refusal =
    faults.length > 0
      ? 'The file has faults; put them right first.'
      : changing.length === 0
        ? 'It would change nothing.'
        : undefined;
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div ref={head} tabIndex={-1} className="flex scroll-mt-16 flex-col gap-5 outline-none">
      {faults.length > 0 && (
        <Panel
          tone="bad"
          title="What is wrong with it"
          aside={<span className="text-sm text-muted">{faults.length}</span>}
        >
          <ul aria-label="Faults" className="flex flex-col gap-1 text-sm">
            {faults.map(({ line, path, message }) => (
              <li key={`${line} ${path} ${message}`} className="flex gap-3">
                <span className="w-16 shrink-0 text-muted">Line {line}</span>
                <span className="min-w-0 break-words">
                  {path && (
                    <span className="font-mono text-xs">
                      <VisibleText text={path} />{' '}
                    </span>
                  )}
                  <VisibleText text={message} />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel
        flush
        title={`What it would change (${FORMATS[format]})`}
        aside={<span className="text-sm text-muted">{changing.length}</span>}
      >
        {changing.length > 0 && (
          <ul aria-label="Changes" className="divide-y divide-line">
            {changing.map((service) => (
              <Row key={service.name} service={service} />
            ))}
          </ul>
        )}
        <p className="border-t border-line px-4 py-2.5 text-sm text-muted first:border-0">
          {same > 0 && `${same} in the file ${same === 1 ? 'is' : 'are'} as the catalogue has it. `}
          {untouched > 0
            ? `${untouched} not in the file ${untouched === 1 ? 'stays as it is' : 'stay as they are'}.`
            : 'The file names everything that is declared.'}
        </p>
      </Panel>
      {notices.length > 0 && (
        <Notice title="Worth knowing">
          <ul className="list-disc pl-4">
            {notices.map((notice) => (
              <li key={notice}>
                <VisibleText text={notice} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {problem && (
        <Notice tone="bad" title="Nothing was imported" announced="alert">
          <VisibleText text={problem} />
        </Notice>
      )}
      <div>
        <Button
          variant="primary"
          size="lg"
          pending={isApplying}
          pendingLabel="Importing…"
          disabledReason={refusal}
          onClick={onApply}
        >
          Import {changing.length} {changing.length === 1 ? 'change' : 'changes'}
        </Button>
      </div>
    </div>
  );
}

function Row({ service }: { service: ImportedService }) {
  const { name, line, change, changes, notices } = service;
  const { word, tone } = CHANGES[change];
  return (
    <li className="flex flex-col gap-1 px-4 py-2.5">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
        <Badge tone={tone}>{word}</Badge>
        <span className="min-w-0 font-medium break-words text-ink">
          <VisibleText text={name} />
        </span>
        <span className="text-xs text-muted">line {line}</span>
      </p>
      <FieldChanges changes={changes} />
      {notices.map((notice) => (
        <p key={notice} className="text-xs break-words text-waiting">
          <VisibleText text={notice} />
        </p>
      ))}
    </li>
  );
}
