import type { Metadata } from 'next';
import Link from 'next/link';
import { ImportView } from '@/components/service/import-view';
import { Page, PageHeader } from '@/components/shell/page';
import { Notice } from '@/components/ui/notice';
import { can } from '@/lib/access/permissions';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Import services' };

export default async function ImportPage() {
  const { actor } = await pageContext();
  const manages = can(actor, 'service.manage');
  if (manages.allowed) return <ImportView />;
  return (
    <Page width="column">
      <PageHeader title="Import services" />
      <Notice title="Not yours to do">
        {manages.reason} The catalogue is at{' '}
        <Link href="/services" className="underline underline-offset-2">
          Services
        </Link>
        .
      </Notice>
    </Page>
  );
}
