import type { Metadata } from 'next';
import { InboxView } from '@/components/approval/inbox-view';
import { GOING, INBOX_LIMITS, OVER, PENDING } from '@/lib/actions/client';
import { listActions } from '@/lib/actions/server/list-actions';
import { pageContext } from '../page-context';

export const metadata: Metadata = { title: 'Approvals' };

export default async function ApprovalsPage() {
  const ctx = await pageContext();
  const [pending, going, over] = await Promise.all([
    listActions(ctx, { states: PENDING, limit: INBOX_LIMITS.pending }),
    listActions(ctx, { states: GOING, limit: INBOX_LIMITS.going }),
    listActions(ctx, { states: OVER, limit: INBOX_LIMITS.over }),
  ]);
  const { id, roles } = ctx.actor;
  return <InboxView initial={{ pending, going, over }} person={{ id, roles }} />;
}
