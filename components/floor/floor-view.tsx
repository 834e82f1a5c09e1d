'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { Page, PageHeader } from '@/components/shell/page';
import { useCommand } from '@/components/shell/shortcuts';
import { syncClock } from '@/components/time/clock';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { FloorView as View } from '@/lib/incidents/views';
import { FloorEmpty, FloorNoMatch } from './floor-empty';
import { FloorFilter } from './floor-filter';
import { FloorList } from './floor-list';
import { floorQuery } from './floor-query';
import { matching, sayFloor } from './floor-rows';
import { OpenIncidentDialog } from './open-incident-dialog';
import { useFloorLive } from './use-floor-live';

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
  const { items, isCut, now } = floor.data;
  const [words, setWords] = useQueryState('q', parseAsString.withDefault(''));
  const shown = matching(items, words);
  const [isOpening, setOpening] = useState(false);
  useFloorLive(items);
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
        actions={items.length > 0 && open}
      />
      {floor.isError && (
        <Notice tone="bad" title="This list may be out of date" announced="status">
          {sayError(floor.error)} It keeps trying.
        </Notice>
      )}
      {(items.length >= filteredFrom || words !== '') && (
        <FloorFilter
          words={words}
          shown={shown.length}
          total={items.length}
          onWords={(given) => void setWords(given || null)}
        />
      )}
      {items.length === 0 ? (
        <FloorEmpty action={open} />
      ) : shown.length === 0 ? (
        <FloorNoMatch onClear={() => void setWords(null)} />
      ) : (
        <FloorList items={shown} />
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
