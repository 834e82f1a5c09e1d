import { X, ZoomIn } from 'lucide-react';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Fact, Facts } from '@/components/ui/panel';
import type { LaidSpan } from './lay-spans';
import { isFailed, spanMs } from './span-row';

export interface SpanFactsProps {
  row: LaidSpan;
  durationMs: number;
  onZoom: () => void;
  onClose: () => void;
}

/** All that was sent of one span. */
export function SpanFacts({
  row: { span, offset, width },
  durationMs,
  onZoom,
  onClose,
}: SpanFactsProps) {
  const { id, parentId, service, name, startAt, status } = span;
  return (
    <section aria-label="The chosen span" className="border-t border-line p-3">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h4 className="min-w-0 text-sm font-medium break-words">
          <VisibleText text={name} />
        </h4>
        <span className="flex shrink-0 items-center">
          <Button size="sm" icon={<ZoomIn aria-hidden size={13} />} onClick={onZoom}>
            Zoom to it
          </Button>
          <Button
            size="sm"
            square
            variant="ghost"
            aria-label="Close"
            icon={<X aria-hidden size={14} />}
            onClick={onClose}
          />
        </span>
      </div>
      <Facts>
        <Fact label="Service">
          <VisibleText text={service} />
        </Fact>
        <Fact label="Took">
          {spanMs(span.durationMs)}, {(width * 100).toPrecision(2)} % of the trace
        </Fact>
        <Fact label="Began">
          {spanMs(offset * durationMs)} in, {utcFull(startAt)}
        </Fact>
        <Fact label="Status">
          {status ? (
            <span className={isFailed(span) ? 'text-bad' : undefined}>
              <VisibleText text={status} />
            </span>
          ) : (
            <span className="text-faint">not stated</span>
          )}
        </Fact>
        <Fact label="Id">
          <span className="flex items-center gap-1">
            <code className="min-w-0 text-xs break-all">
              <VisibleText text={id} />
            </code>
            <CopyButton text={id} label="Copy the id" />
          </span>
        </Fact>
        <Fact label="Called by">
          {parentId ? (
            <code className="text-xs break-all">
              <VisibleText text={parentId} />
            </code>
          ) : (
            <span className="text-faint">nothing in this trace</span>
          )}
        </Fact>
      </Facts>
    </section>
  );
}
