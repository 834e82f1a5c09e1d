'use client';

import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Loading } from '@/components/ui/skeleton';
import type { ServiceChange } from '@/lib/services/schema';
import { FieldChanges } from './field-changes';
import { historyQuery } from './service-queries';

const DEEDS: Record<ServiceChange['what'], string> = {
  named: 'Named by an alert or an incident',
  declared: 'Declared',
  changed: 'Changed',
  unchanged: 'Declared again, unchanged',
  retired: 'Withdrawn',
};

/** Who changed what the catalogue says of a service; read once somebody asks. */
export function ServiceHistory({ name }: { name: string }) {
  const [isOpen, setOpen] = useState(false);
  const history = useQuery({ ...historyQuery(name), enabled: isOpen });
  return (
    <section aria-label="History" className="flex flex-col items-start gap-2">
      <Button
        size="sm"
        variant="ghost"
        icon={<History aria-hidden size={13} />}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="-ml-2.5"
      >
        {isOpen ? 'Hide the history' : 'Show the history'}
      </Button>
      {isOpen && history.isPending && <Loading label="Reading the history" rows={3} />}
      {isOpen && history.isError && (
        <Notice tone="bad" title="The history could not be read" announced="status">
          {sayError(history.error)}
        </Notice>
      )}
      {isOpen && history.isSuccess && (
        <ol aria-label="Changes, newest first" className="flex w-full flex-col gap-3">
          {history.data.items.map((change) => (
            <li key={change.seq} className="border-l-2 border-line pl-3">
              <p className="text-sm">
                <span className="font-medium text-ink">{DEEDS[change.what]}</span>
                <span className="text-muted">
                  {' by '}
                  <VisibleText text={change.by.name} /> <RelativeTime at={change.at} />
                </span>
              </p>
              {change.reason && (
                <p className="text-sm break-words whitespace-pre-line text-muted">
                  <VisibleText text={change.reason} />
                </p>
              )}
              <FieldChanges changes={change.changes} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
