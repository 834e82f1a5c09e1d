import { Bot } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';

/** An incident that no agent has begun to look into. */
export function NoRun() {
  return (
    <EmptyState icon={Bot} title="No agent has begun yet">
      An investigation appears here by itself as soon as an agent begins one.
    </EmptyState>
  );
}
