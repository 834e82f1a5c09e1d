import { Page, PageHeader } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function ServicesLoading() {
  return (
    <Page>
      <PageHeader title="Services" />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading the catalogue" rows={6} />
      </div>
    </Page>
  );
}
