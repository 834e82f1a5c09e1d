import type { Metadata } from 'next';
import { FreezesProvider } from '@/components/freeze/freezes';
import { LiveFor } from '@/components/shell/live-for';
import { ClockProvider } from '@/components/time/clock';
import { WallView } from '@/components/wall/wall-view';
import { listFreezes } from '@/lib/freeze/server/list-freezes';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { pageContext } from '../../(console)/page-context';

export const metadata: Metadata = { title: 'Wall' };

/** The floor for a screen on a wall: outside the frame, and with nothing on it that acts. */
export default async function WallPage() {
  const ctx = await pageContext();
  const [floor, frozen] = await Promise.all([
    readFloor(ctx),
    listFreezes(ctx, { state: 'active', limit: 200 }),
  ]);
  return (
    <ClockProvider renderedAt={Date.parse(floor.now)}>
      <FreezesProvider initial={frozen.items} personId={ctx.actor.id} freezable={[]}>
        <LiveFor personId={ctx.actor.id}>
          <WallView initial={floor} />
        </LiveFor>
      </FreezesProvider>
    </ClockProvider>
  );
}
