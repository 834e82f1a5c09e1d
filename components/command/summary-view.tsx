'use client';

import { Printer } from 'lucide-react';
import { VisibleText } from '@/components/text/visible-text';
import { roomEvent } from '@/components/timeline/payload';
import { utcFull } from '@/components/time/format-time';
import { Button } from '@/components/ui/button';
import type { StoredEvent } from '@/lib/log/schema';

/** The summary that command was offered with, whole, and fit to be printed. */
export function SummaryView({ event: stored }: { event: StoredEvent }) {
  const event = roomEvent(stored);
  if (event.kind !== 'command.offered') return null;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <div data-printed className="flex flex-col gap-2">
        <p className="text-muted">
          <VisibleText text={`${event.actor.name} to ${event.payload.toName}`} />,{' '}
          {utcFull(event.recordedAt)}
        </p>
        <p className="break-words whitespace-pre-line text-ink">
          <VisibleText text={event.payload.summary} />
        </p>
      </div>
      <div>
        <Button size="sm" icon={<Printer aria-hidden size={13} />} onClick={() => window.print()}>
          Print the summary
        </Button>
      </div>
    </div>
  );
}
