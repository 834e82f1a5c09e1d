import type { Metadata } from 'next';
import { NoticesView } from '@/components/notice/notices-view';
import { can } from '@/lib/access/permissions';
import { NOTICES_SHOWN } from '@/lib/notices/client';
import { listNotices } from '@/lib/notices/server/list-notices';
import { listWebhooks } from '@/lib/notices/server/list-webhooks';
import { pageContext } from '../page-context';

export const metadata: Metadata = { title: 'Notices' };

export default async function NoticesPage() {
  const ctx = await pageContext();
  const sees = can(ctx.actor, 'webhook.read').allowed;
  const manages = can(ctx.actor, 'webhook.manage');
  const [initial, webhooks] = await Promise.all([
    listNotices(ctx, { limit: NOTICES_SHOWN }),
    sees ? listWebhooks(ctx) : undefined,
  ]);
  const refusal = manages.allowed ? undefined : manages.reason;
  return <NoticesView initial={initial} webhooks={webhooks} refusal={refusal} />;
}
