'use client';

import { useState } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { utcWindow } from '@/components/time/format-time';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { Switch } from '@/components/ui/switch';
import type { StripLane } from './strip-lanes';

export interface LaneNamesProps {
  /** All of them, one for each who did something. */
  lanes: StripLane[];
  /** Whether some of them share a lane until all are asked for. */
  isMany: boolean;
  showsAll: boolean;
  onShowAll: (showsAll: boolean) => void;
}

/** The lanes by their whole names, for those who cannot hover; open as it mounts. */
export default function LaneNames({ lanes, isMany, showsAll, onShowAll }: LaneNamesProps) {
  const [open, setOpen] = useState(true);
  return (
    <Popover
      label="Lanes of the strip"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="ghost">
          {lanes.length} lanes
        </Button>
      }
    >
      <ul className="flex flex-col gap-2">
        {lanes.map(({ id, label, count, fromAt, toAt }) => (
          <li key={id}>
            <span className="block break-words text-ink">
              <VisibleText text={label} />
            </span>
            <span className="block text-xs text-muted">
              {count.toLocaleString('en')} {count === 1 ? 'event' : 'events'},{' '}
              {utcWindow(fromAt, toAt)}
            </span>
          </li>
        ))}
      </ul>
      {isMany && (
        <div className="mt-3 border-t border-line pt-3">
          <Switch
            label="A lane for each"
            hint="Makes the strip higher"
            checked={showsAll}
            onCheckedChange={onShowAll}
          />
        </div>
      )}
    </Popover>
  );
}
