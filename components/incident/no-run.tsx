import { Bot } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';

/** An incident that no agent has begun to look into. */
export default function NoRun({ isMerged }: { isMerged: boolean }) {
  return isMerged ? (
    <EmptyState icon={Bot} title="No agent had begun">
      Agents begin on the incident that this one is part of.
    </EmptyState>
  ) : (
    <EmptyState icon={Bot} title="No agent has begun yet">
      An investigation appears here by itself as soon as an agent begins one.
    </EmptyState>
  );
}
