'use client';

import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { MomentField } from '@/components/incident/moment-field';
import { useRoom, useRoomHands } from '@/components/incident/room-context';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { PlainButton } from '@/components/ui/plain-button';
import { Popover } from '@/components/ui/popover';
import { compareMarks, markTime } from './compare-marks';
import { lookBeforeThis } from './last-look';

/** Picks the moment with which the one that is shown is compared. */
export function CompareButton() {
  const { state, present } = useRoom();
  const { actor, since, compareWith } = useRoomHands();
  const [isOpen, setOpen] = useState(false);
  if (!present) return null;
  const pick = (moment: string) => {
    setOpen(false);
    compareWith(moment);
  };
  const marks = compareMarks(present, lookBeforeThis(actor.id, state.incident.id));
  const isImported = present.row.clock === 'imported';
  return (
    <Popover
      label="Compare with another moment"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" icon={<GitCompareArrows aria-hidden size={14} />}>
          {since === null ? 'Compare with…' : 'Another moment…'}
        </Button>
      }
    >
      <div className="flex flex-col gap-2">
        <p className="px-2 text-muted">What changed since…</p>
        <ul>
          {marks.map((mark) => (
            <li key={`${mark.since} ${mark.label}`}>
              <PlainButton
                onClick={() => pick(mark.since)}
                aria-pressed={mark.since === since}
                className="flex min-h-8 w-full items-baseline justify-between gap-3 rounded-md px-2 py-1 text-left text-ink hover:bg-hover aria-pressed:bg-hover pointer-coarse:min-h-11 pointer-coarse:items-center"
              >
                <span className="min-w-0 break-words">
                  <VisibleText text={mark.label} />
                </span>
                {!isImported && (
                  <span className="shrink-0 text-xs text-muted tabular-nums">{markTime(mark)}</span>
                )}
              </PlainButton>
            </li>
          ))}
        </ul>
        <div className="border-t border-line px-2 pt-2">
          <MomentField
            label="Compare with a time (UTC) or an event"
            near={state.asOf?.at ?? present.row.lastEventAt}
            lastSeq={present.row.lastSeq}
            onMoment={pick}
          />
        </div>
      </div>
    </Popover>
  );
}
