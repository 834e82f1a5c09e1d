import type { Metadata } from 'next';
import { cache } from 'react';
import { Room } from '@/components/incident/room';
import { readRoom } from '@/lib/incidents/server/read-room';
import { Invalid, NotFound } from '@/lib/errors';
import { readRoomThen } from '@/lib/incidents/server/read-room-then';
import { momentParam } from '@/lib/live/instant';
import { plainLine } from '@/lib/text/plain-line';
import { orNotFound } from '../../or-not-found';
import { pageContext } from '../../page-context';

interface RoomPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ at?: string | string[]; run?: string | string[] }>;
}

/** The room as of the moment that the address names; without one that can be shown, the page says so. */
async function pastOf(id: string, { at, run }: Awaited<RoomPageProps['searchParams']>) {
  const moment = momentParam.safeParse(at);
  if (!moment.success) return undefined;
  const named = typeof run === 'string' ? { run } : {};
  try {
    return await readRoomThen(await pageContext(), { id, moment: moment.data, ...named });
  } catch (error) {
    if (error instanceof NotFound || error instanceof Invalid) return undefined;
    throw error;
  }
}

/** Read once a request, for the page and for its title. */
const roomOf = cache(async (id: string) => {
  const ctx = await pageContext();
  return { view: await orNotFound(readRoom(ctx, { id })), actor: ctx.actor };
});

export async function generateMetadata({ params }: RoomPageProps): Promise<Metadata> {
  const { view } = await roomOf((await params).id);
  return { title: plainLine(`${view.incident.severity.toUpperCase()} ${view.incident.title}`) };
}

export default async function RoomPage({ params, searchParams }: RoomPageProps) {
  const { id } = await params;
  const { view, actor } = await roomOf(id);
  const past = await pastOf(id, await searchParams);
  const { incident } = view;
  return (
    <Room key={incident.id} view={view} past={past} actor={{ id: actor.id, name: actor.name }} />
  );
}
