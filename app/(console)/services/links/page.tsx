import type { Metadata } from 'next';
import { LinksView } from '@/components/source-link/links-view';
import { can } from '@/lib/access/permissions';
import { listLinks } from '@/lib/source-links/server/list-links';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Links to sources' };

export default async function LinksPage() {
  const ctx = await pageContext();
  const manages = can(ctx.actor, 'source_link.manage');
  const refusal = manages.allowed ? undefined : manages.reason;
  return <LinksView initial={await listLinks(ctx)} refusal={refusal} />;
}
