import type { Metadata } from 'next';
import { cache } from 'react';
import { Room } from '@/components/incident/room';
import { roomRights } from '@/components/incident/room-rights';
import { coSigningRolesOf } from '@/lib/actions/server/signing-roles';
import { readRoom } from '@/lib/incidents/server/read-room';
import { plainLine } from '@/lib/text/plain-line';
import { orNotFound } from '../../or-not-found';
import { pageContext } from '../../page-context';

interface RoomPageProps {
  params: Promise<{ id: string }>;
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

export default async function RoomPage({ params }: RoomPageProps) {
  const { view, actor } = await roomOf((await params).id);
  const { incident } = view;
  const signers = await coSigningRolesOf(actor);
  return (
    <Room
      key={incident.id}
      view={view}
      actor={{ id: actor.id, name: actor.name }}
      rights={roomRights(actor, [incident, ...view.parts], signers)}
    />
  );
}
