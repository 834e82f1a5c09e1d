import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Room } from '@/components/incident/room';
import { roomRights } from '@/components/incident/room-rights';
import { DomainError } from '@/lib/errors';
import { readRoom } from '@/lib/incidents/server/read-room';
import { pageContext } from '../../page-context';

interface RoomPageProps {
  params: Promise<{ id: string }>;
}

/** Read once a request, for the page and for its title. */
const roomOf = cache(async (id: string) => {
  const ctx = await pageContext();
  try {
    return { view: await readRoom(ctx, { id }), actor: ctx.actor };
  } catch (error) {
    if (error instanceof DomainError && error.status === 404) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: RoomPageProps): Promise<Metadata> {
  const { view } = await roomOf((await params).id);
  return { title: `${view.incident.severity.toUpperCase()} ${view.incident.title}` };
}

export default async function RoomPage({ params }: RoomPageProps) {
  const { view, actor } = await roomOf((await params).id);
  const { incident } = view;
  return (
    <Room
      key={incident.id}
      view={view}
      actor={{ id: actor.id, name: actor.name }}
      rights={roomRights(actor, incident.service)}
    />
  );
}
