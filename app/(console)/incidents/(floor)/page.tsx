import type { Metadata } from 'next';
import { FloorView } from '@/components/floor/floor-view';
import { can } from '@/lib/access/permissions';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Floor' };

export default async function FloorPage() {
  const ctx = await pageContext();
  const answer = can(ctx.actor, 'incident.open');
  return (
    <FloorView
      initial={await readFloor(ctx)}
      openRefusal={answer.allowed ? undefined : answer.reason}
    />
  );
}
