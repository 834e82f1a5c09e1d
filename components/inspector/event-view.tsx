'use client';

import { JsonView } from '@/components/evidence/json-view';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { Fact, Facts } from '@/components/ui/panel';
import type { StoredEvent } from '@/lib/log/schema';
import { SuspicionNotes } from '@/components/text/suspicion-notes';
import { ErasedNotice } from './erased-notice';

/** One event as it stands in the log: who, when by both clocks, its place and its hash. */
export function EventView({ event }: { event: StoredEvent }) {
  const isMachine = event.actor.type === 'agent' || event.actor.type === 'executor';
  return (
    <div className="flex flex-col gap-3">
      {event.erasedSeq !== undefined && <ErasedNotice seq={event.erasedSeq} />}
      {isMachine && <SuspicionNotes of={event.payload} />}
      <JsonView value={event.payload} label="What the event carries" />
      <Facts>
        <Fact label="Kind">
          <code className="text-xs">{event.kind}</code>
        </Fact>
        <Fact label="By">
          <VisibleText text={event.actor.name} />{' '}
          <span className="text-faint">({event.actor.type})</span>
        </Fact>
        <Fact label="Claimed at">{utcFull(event.at)}</Fact>
        <Fact label="Recorded">{utcFull(event.recordedAt)}</Fact>
        <Fact label="Place in the log">
          <code className="text-xs break-all">
            {event.stream} {event.seq}
          </code>
        </Fact>
        <Fact label="Id">
          <code className="text-xs break-all">
            <VisibleText text={event.id} />
          </code>
        </Fact>
        <Fact label="Hash" stacked>
          <code className="text-xs break-all">{event.hash}</code>
        </Fact>
      </Facts>
    </div>
  );
}
