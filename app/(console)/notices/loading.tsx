import { Page, PageHeader } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function NoticesLoading() {
  return (
    <Page>
      <PageHeader title="Notices" />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading the notices" rows={6} />
      </div>
    </Page>
  );
}
