import { Page, PageHeader } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function FreezeLoading() {
  return (
    <Page width="column">
      <PageHeader title="Freeze" />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading the freeze" rows={5} />
      </div>
    </Page>
  );
}
