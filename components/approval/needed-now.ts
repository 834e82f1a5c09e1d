import type { DecisionView } from '@/lib/actions/decision-view';
import type { Requirements } from '@/lib/policies/schema';

/** What signing takes now: as policy asks while it waits, which is never less than what was bound. */
export const neededNow = ({
  asked,
  requirements,
}: Pick<DecisionView, 'asked' | 'requirements'>): Requirements =>
  asked?.requirements ?? requirements;
