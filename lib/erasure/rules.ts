import type { ActionState } from '@/lib/actions/schema';

/** Whether people or an executor may still have to read what the action says. */
const IS_OPEN: Record<ActionState, boolean> = {
  pending_approval: true,
  approved: true,
  redeemed: true,
  executing: true,
  indeterminate: true,
  succeeded: false,
  failed: false,
  rolled_back: false,
  superseded: false,
  withdrawn: false,
  rejected: false,
  expired: false,
  revoked: false,
};

/** Why the texts of these actions must stay for now; undefined where nothing keeps them. */
export function whyKept(actions: { id: string; state: ActionState }[]): string | undefined {
  const open = actions.filter(({ state }) => IS_OPEN[state]).map(({ id }) => id);
  if (open.length === 0) return undefined;
  return `Still open: ${open.join(', ')}. Nothing is signed, executed or settled whose text is gone, so nothing was erased.`;
}
