import { Page } from '@/components/shell/page';
import { Loading } from '@/components/ui/skeleton';

export default function DecisionLoading() {
  return (
    <Page width="column">
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading the proposal" rows={10} />
      </div>
    </Page>
  );
}
