import { Page, PageHeader } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function PoliciesLoading() {
  return (
    <Page>
      <PageHeader title="Policies" />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading the policies" rows={8} />
      </div>
    </Page>
  );
}
