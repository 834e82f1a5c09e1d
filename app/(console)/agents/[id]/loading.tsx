import { Page, PageHeader } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function AgentLoading() {
  return (
    <Page>
      <PageHeader title="Agent" />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading the agent" rows={8} />
      </div>
    </Page>
  );
}
