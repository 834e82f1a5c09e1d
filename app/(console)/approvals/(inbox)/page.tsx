import type { Metadata } from 'next';
import { GlassPanel } from '@/components/action/glass-panel';
import { InboxView } from '@/components/approval/inbox-view';
import { ANY, GOING, INBOX_LIMITS, OVER } from '@/lib/actions/client';
import { readBrokenGlass } from '@/lib/actions/server/broken-glass';
import { listActions } from '@/lib/actions/server/list-actions';
import { readInbox } from '@/lib/inbox/server/read-inbox';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Approvals' };

export default async function ApprovalsPage() {
  const ctx = await pageContext();
  const [waiting, going, over, recorded, glass] = await Promise.all([
    readInbox(ctx),
    listActions(ctx, { states: GOING, clock: 'live', limit: INBOX_LIMITS.going }),
    listActions(ctx, { states: OVER, clock: 'live', limit: INBOX_LIMITS.over }),
    listActions(ctx, { states: ANY, clock: 'imported', limit: INBOX_LIMITS.recorded }),
    readBrokenGlass(ctx),
  ]);
  return (
    <InboxView initial={{ waiting, going, over, recorded }} personId={ctx.actor.id}>
      {glass.unreviewed.length > 0 && <GlassPanel {...glass} />}
    </InboxView>
  );
}
