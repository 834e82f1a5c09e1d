import { Page, PageHeader } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function ArchiveLoading() {
  return (
    <Page>
      <PageHeader title="Past incidents" lead="What happened, what was decided, and by whom" />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Looking for incidents" rows={8} />
      </div>
    </Page>
  );
}
