import { Page, PageHeader } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function ApprovalsLoading() {
  return (
    <Page>
      <PageHeader title="Approvals" lead="What waits for a signature" />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading what waits for a signature" rows={6} />
      </div>
    </Page>
  );
}
