'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ViewerFrame } from '@/components/evidence/viewer-frame';
import { sayError } from '@/components/action/say-error';
import { ClampedText } from '@/components/text/clamped-text';
import { RelativeTime } from '@/components/time/relative-time';
import { ScrollArea } from '@/components/ui/scroll-area';
import type { ActionOut } from '@/lib/actions/output';
import { outputQuery } from './execution-query';

export interface ExecutionOutputProps {
  action: Pick<ActionOut, 'investigationId' | 'decisions' | 'updatedAt'>;
  executionId: string;
}

/** What the executor printed, as it prints it. It is machine text from outside, like all evidence. */
export function ExecutionOutput({ action, executionId }: ExecutionOutputProps) {
  const signedSeq = action.decisions.at(-1)?.seq ?? 0;
  const query = outputQuery(action.investigationId, executionId, signedSeq, action.updatedAt);
  // A new state of the action is a reason to read again: the live stream moves it.
  const output = useQuery({ ...query, placeholderData: keepPreviousData });
  const lines = output.data ?? [];
  if (output.isError) return <p className="mt-3 text-sm text-bad">{sayError(output.error)}</p>;
  if (lines.length === 0) return null;
  return (
    <div className="mt-3">
      <ViewerFrame tools={<span className="px-1 text-xs text-muted">Executor’s output</span>}>
        <ScrollArea label="Executor’s output" className="max-h-64">
          <ol className="py-1 font-mono text-xs">
            {lines.map(({ seq, at, text }) => (
              <li key={seq} className="flex gap-3 px-3 py-0.5">
                <RelativeTime at={at} look="clock" className="shrink-0 text-faint" />
                <span className="min-w-0 [overflow-wrap:anywhere] whitespace-pre-wrap">
                  <ClampedText text={text} />
                </span>
              </li>
            ))}
          </ol>
        </ScrollArea>
      </ViewerFrame>
    </div>
  );
}
