import { Page, PageHeader } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function FloorLoading() {
  return (
    <Page>
      <PageHeader title="Floor" lead="Every live incident, in one glance" />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading the live incidents" rows={8} />
      </div>
    </Page>
  );
}
