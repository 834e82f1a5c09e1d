import type { ActionRow } from '@/lib/actions/schema';

/** Whether what approved the version that stands is the policy, and no person. */
export const isApprovedByPolicy = ({
  decisions,
  version,
}: Pick<ActionRow, 'decisions' | 'version'>): boolean =>
  decisions.some(
    (each) => each.version === version && each.decision === 'approve' && each.by.type === 'policy',
  );
