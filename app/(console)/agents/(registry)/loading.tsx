import { Page, PageHeader } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function AgentsLoading() {
  return (
    <Page>
      <PageHeader title="Agents" />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading the agents" rows={6} />
      </div>
    </Page>
  );
}
