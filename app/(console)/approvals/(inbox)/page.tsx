import type { Metadata } from 'next';
import { InboxView } from '@/components/approval/inbox-view';
import { ANY, GOING, INBOX_LIMITS, OVER, PENDING } from '@/lib/actions/client';
import { listActions } from '@/lib/actions/server/list-actions';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Approvals' };

export default async function ApprovalsPage() {
  const ctx = await pageContext();
  const [pending, going, over, recorded] = await Promise.all([
    listActions(ctx, { states: PENDING, clock: 'live', limit: INBOX_LIMITS.pending }),
    listActions(ctx, { states: GOING, clock: 'live', limit: INBOX_LIMITS.going }),
    listActions(ctx, { states: OVER, clock: 'live', limit: INBOX_LIMITS.over }),
    listActions(ctx, { states: ANY, clock: 'imported', limit: INBOX_LIMITS.recorded }),
  ]);
  const { id, roles } = ctx.actor;
  return <InboxView initial={{ pending, going, over, recorded }} person={{ id, roles }} />;
}
