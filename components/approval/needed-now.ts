import type { ActionOut } from '@/lib/actions/output';
import type { Requirements } from '@/lib/policies/schema';

/** What signing takes now: as policy asks while it waits, which is never less than what was bound. */
export const neededNow = ({
  asked,
  requirements,
}: Pick<ActionOut, 'asked' | 'requirements'>): Requirements => asked?.requirements ?? requirements;
