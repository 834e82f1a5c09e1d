'use client';

import { Scissors } from 'lucide-react';
import type { EvidenceBody as Body } from '@/lib/evidence/schema';
import { revealedText } from '@/lib/text/visible';
import { Notice } from '@/components/ui/notice';
import { DiffView } from './diff-view';
import { JsonView } from './json-view';
import { LargeBody } from './large-body';
import { LogView } from './log-view';
import { SeriesView, type TimeSpan } from './series-view';
import { TableView } from './table-view';
import { TextView } from './text-view';
import { TraceView } from './trace-view';

export interface EvidenceBodyProps {
  body: Body;
  /** The evidence's title: names what scrolls and what is charted. */
  label: string;
  /** The source or the recorder cut it before it reached us. */
  truncated?: boolean | undefined;
  /** When the incident was, for shading. */
  incident?: TimeSpan | undefined;
}

/** One observation, by its kind. Everything in it is hostile text and shown as such. */
export function EvidenceBody({ body, label, truncated = false, incident }: EvidenceBodyProps) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {truncated && (
        <Notice tone="waiting" icon={Scissors} title="Truncated at the source">
          What follows was cut before it was recorded; the rest was never seen here.
        </Notice>
      )}
      <BodyView body={body} label={revealedText(label)} incident={incident} />
      <LargeBody title={label}>
        <BodyView body={body} label={revealedText(label)} incident={incident} />
      </LargeBody>
    </div>
  );
}

function BodyView({ body, label, incident }: Omit<EvidenceBodyProps, 'truncated'>) {
  switch (body.format) {
    case 'text':
      return <TextView text={body.text} label={label} />;
    case 'log':
      return <LogView lines={body.lines} label={label} />;
    case 'json':
      return <JsonView value={body.value} label={label} />;
    case 'series':
      return <SeriesView series={body.series} unit={body.unit} label={label} incident={incident} />;
    case 'table':
      return <TableView columns={body.columns} rows={body.rows} label={label} />;
    case 'diff':
      return <DiffView unified={body.unified} label={label} />;
    case 'trace':
      return <TraceView spans={body.spans} label={label} />;
  }
}
