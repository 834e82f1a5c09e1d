'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Sunrise } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useEffect, useMemo } from 'react';
import { floorQuery } from '@/components/floor/floor-query';
import { sayFloor } from '@/components/floor/floor-rows';
import { useFloorLive } from '@/components/floor/use-floor-live';
import { useLiveStatus, useReach } from '@/components/shell/live-status';
import { syncClock, useClock } from '@/components/time/clock';
import type { FloorItem, FloorView } from '@/lib/incidents/views';
import { useAwake } from './use-awake';
import { useFits } from './use-fits';
import { usePageTurning } from './use-page-turning';
import { useWallKeys } from './use-wall-keys';
import { WallFoot } from './wall-foot';
import { StaleBand, WallHead } from './wall-head';
import { staleMs, wallOrder, wallPages, wallWait } from './wall-pages';
import { WallRow } from './wall-row';

/** The wall asks nobody in front of it to decide. */
const forNobody = (items: FloorItem[]): FloorItem[] =>
  items.map((item) => ({
    ...item,
    waiting: item.waiting.map((each) => ({ ...each, isYours: false })),
  }));

/** The floor for a screen on a wall: read from five metres, and turned by itself. */
export function WallView({ initial }: { initial: FloorView }) {
  const floor = useQuery({ ...floorQuery, initialData: initial });
  const { isCut, now } = floor.data;
  const items = useMemo(() => forNobody(wallOrder(floor.data.items)), [floor.data.items]);
  useFloorLive(items);
  useEffect(() => syncClock(now), [now]);
  const live = useLiveStatus();
  const { state, lastAt = Date.parse(initial.now) } = live;
  // Without a network nothing arrives, though the line may not have noticed yet.
  const reach = useReach();
  const isReadable = !floor.isError && reach === 'here';
  const stale = useClock((at) =>
    staleMs({ state, lastAt }, isReadable, Math.floor(at / 1000) * 1000),
  );
  const isAwake = useAwake();
  const { list, fits } = useFits();
  const urgent = items.filter((item) => wallWait(item).wait).length;
  const { pinned, pages } = wallPages(items, fits, urgent);
  const { page, isHeld, hold, turn } = usePageTurning(pages.length);
  const [look, setLook] = useQueryState('look', parseAsStringLiteral(['light']));
  const router = useRouter();
  const leave = () => router.push('/incidents');
  useWallKeys({ leave, hold, turn });
  const rows = [...pinned, ...(pages[page] ?? [])];
  const isPaged = pages.length > 1;
  return (
    <main
      id="main"
      data-look={look ?? 'dark'}
      className={clsx(
        look === null && 'dark',
        'flex min-h-dvh flex-col bg-canvas text-ink sm:h-dvh',
        // By the screen and not by the browser's own size: as large on 4K as on 1080 lines.
        'text-[length:max(1rem,min(1.5vw,2.7vh))] leading-[1.35] portrait:text-[length:max(1rem,min(2.5vw,1.9vh))]',
      )}
    >
      <WallHead says={sayFloor(items, isCut)} live={live} isStale={stale > 0} />
      {stale > 0 && <StaleBand ms={stale} />}
      <div
        ref={list}
        className={clsx(
          'min-h-0 flex-1',
          stale > 0 && 'border-x-[0.4em] border-b-[0.4em] border-bad-solid grayscale',
        )}
      >
        {items.length === 0 ? (
          <div className="flex h-full flex-col items-center justify-center gap-[0.4em] p-[1em] text-center">
            <Sunrise aria-hidden className="size-[3em] text-muted" />
            <p className="text-[1.6em] font-semibold">Nothing is burning</p>
            <p className="text-muted">No incident is open. The next one appears here by itself.</p>
          </div>
        ) : (
          <ul
            aria-label="Live incidents, the most urgent first"
            className={clsx('grid h-full', !isPaged && 'sm:content-start')}
            style={
              fits < Number.MAX_SAFE_INTEGER
                ? { gridTemplateRows: `repeat(${fits}, minmax(0, 1fr))` }
                : undefined
            }
          >
            {rows.map((item) => (
              <WallRow key={item.id} item={item} />
            ))}
          </ul>
        )}
      </div>
      <WallFoot
        page={page}
        pages={pages.length}
        isHeld={isHeld}
        isAwake={isAwake}
        isLight={look === 'light'}
        onHold={hold}
        onTurn={turn}
        onLook={() => void setLook(look === null ? 'light' : null)}
        onLeave={leave}
      />
    </main>
  );
}
