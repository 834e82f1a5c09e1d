import { Page, PageHeader } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function FreezesLoading() {
  return (
    <Page>
      <PageHeader title="Freezes" />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading the freezes" rows={5} />
      </div>
    </Page>
  );
}
