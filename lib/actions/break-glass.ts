import type { ActionRow, Decision } from '@/lib/actions/schema';
import { Conflict } from '@/lib/errors';
import type { Requirements } from '@/lib/policies/schema';
import { APPROVER, type Signer } from '@/lib/policies/signing';

/**
 * Who may break it, by their role: approvers, as without a co-signer. A policy that asks for another
 * role besides must not be got round by that role alone.
 */
export const toBreak = (requirements: Requirements): Requirements => ({
  ...requirements,
  roles: [APPROVER],
});

/** How many people break the glass: two, unless nobody but one could have signed when it was proposed. */
export const breakersNeeded = (couldSign: number): 1 | 2 => (couldSign > 1 ? 2 : 1);

const broke = (
  { version }: Pick<ActionRow, 'version'>,
  each: Decision,
): each is Decision & { brokeGlass: number } =>
  each.version === version && each.decision === 'approve' && each.brokeGlass !== null;

/** Who has broken the glass for the version that stands, of those whose signatures count. */
export const breakersAmong = (
  action: Pick<ActionRow, 'version' | 'decisions'>,
  counting: readonly Signer[],
): string[] => [
  ...new Set(
    action.decisions
      .filter((each) => broke(action, each) && counting.some(({ id }) => id === each.by.id))
      .map(({ by }) => by.id),
  ),
];

/** Whether enough of those whose signatures count have broken the glass for the version that stands. */
export function isGlassBroken(
  action: Pick<ActionRow, 'version' | 'decisions'>,
  counting: readonly Signer[],
): boolean {
  const needed = action.decisions.filter((each) => broke(action, each)).map((e) => e.brokeGlass);
  return needed.length > 0 && breakersAmong(action, counting).length >= Math.max(...needed);
}

/**
 * The glass is for what the policy asks for and nobody can give: more signatures, or a passkey.
 * @throws Conflict `break-glass-needless`
 */
export function demandBreakable({ approvals, stepUp }: Requirements): void {
  if (approvals > 1 || stepUp) return;
  throw new Conflict(
    'break-glass-needless',
    'The policy asks for one plain signature, so there is no glass to break. Sign it instead.',
  );
}
