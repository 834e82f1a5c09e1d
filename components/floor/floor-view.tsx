'use client';

import { useQuery } from '@tanstack/react-query';
import { MonitorUp, Plus } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useMemo, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { useReach } from '@/components/shell/live-status';
import { Page, PageHeader } from '@/components/shell/page';
import { useCommand } from '@/components/shell/shortcuts';
import { syncClock } from '@/components/time/clock';
import { WALL } from '@/components/shell/navigation';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Notice } from '@/components/ui/notice';
import type { FloorView as View } from '@/lib/incidents/views';
import { FloorEmpty, FloorNoMatch } from './floor-empty';
import { FloorFilter } from './floor-filter';
import { FloorList } from './floor-list';
import { floorQuery } from './floor-query';
import { FloorOffers } from './floor-offers';
import { filtered, sayFloor } from './floor-rows';
import { OpenIncidentDialog } from './open-incident-dialog';
import { useFloorLive } from './use-floor-live';
import { useFloorUrl } from './use-floor-url';

export interface FloorViewProps {
  initial: View;
  /** Why this person cannot open an incident; undefined where they may. */
  openRefusal: string | undefined;
}

/** From this many rows on the eye wants help. */
const filteredFrom = 12;

/** Every live incident in one glance. */
export function FloorView({ initial, openRefusal }: FloorViewProps) {
  const floor = useQuery({ ...floorQuery, initialData: initial });
  const { items, isCut, offers, now } = floor.data;
  const { filter, by, isNarrowed, setFilter, setGroup, clear } = useFloorUrl();
  const { words, severities, isMine } = filter;
  const shown = useMemo(
    () => filtered(items, { words, severities, isMine }),
    [items, words, severities, isMine],
  );
  const [isOpening, setOpening] = useState(false);
  useFloorLive(items);
  const reach = useReach();
  useEffect(() => syncClock(now), [now]);
  useCommand({
    label: 'Open an incident',
    group: 'On this page',
    enabled: openRefusal === undefined,
    run: () => setOpening(true),
  });
  const open = (
    <Button
      variant={items.length === 0 ? 'primary' : 'secondary'}
      icon={<Plus aria-hidden size={15} />}
      disabledReason={openRefusal}
      onClick={() => setOpening(true)}
    >
      Open an incident
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title="Floor"
        lead={items.length > 0 ? sayFloor(items, isCut) : 'Every live incident, in one glance'}
        actions={
          <>
            <Link
              href={WALL.href}
              prefetch={false}
              className={buttonStyle({ variant: 'ghost', className: 'max-sm:hidden' })}
            >
              <MonitorUp aria-hidden size={15} />
              On a wall
            </Link>
            {items.length > 0 && open}
          </>
        }
      />
      {floor.isError && reach === 'here' && (
        <Notice tone="bad" title="This list may be out of date" announced="status">
          {sayError(floor.error)} It keeps trying.
        </Notice>
      )}
      <FloorOffers offers={offers} />
      {(items.length >= filteredFrom || isNarrowed || by !== 'waiting') && (
        <FloorFilter
          items={items}
          shown={shown.length}
          filter={filter}
          by={by}
          onFilter={setFilter}
          onGroup={setGroup}
        />
      )}
      {items.length === 0 ? (
        <FloorEmpty action={open} />
      ) : shown.length === 0 ? (
        <FloorNoMatch onClear={clear} />
      ) : (
        <FloorList
          key={`${by} ${words} ${severities.join()} ${isMine}`}
          items={shown}
          by={by}
          offers={offers}
        />
      )}
      {isCut && (
        <Notice>
          More incidents are live than the {items.length} newest shown here. Find the others under
          Past incidents, filtered to those still open.
        </Notice>
      )}
      <OpenIncidentDialog open={isOpening} onOpenChange={setOpening} />
    </Page>
  );
}
