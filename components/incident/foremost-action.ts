import type { ActionRow } from '@/lib/actions/schema';

/** The action that the room shows first: what still needs something, or else the latest. */
export function foremostAction(actions: readonly ActionRow[]): ActionRow | undefined {
  const isOpen = ({ state, verification }: ActionRow) =>
    ['pending_approval', 'approved', 'redeemed', 'executing', 'indeterminate'].includes(state) ||
    ((state === 'succeeded' || state === 'failed') && !verification);
  return actions.findLast(isOpen) ?? actions.at(-1);
}
