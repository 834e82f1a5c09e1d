import type { ActionRow } from '@/lib/actions/schema';

/** Who decided an action and how, as a refusal of a late decision carries it. */
export interface Decided {
  state: ActionRow['state'];
  /** On the version that stands, oldest first. */
  decisions: { by: { type: string; id: string; name: string }; decision: string; at: string }[];
}

export const decidedOf = ({ state, version, decisions }: ActionRow): Decided => ({
  state,
  decisions: decisions
    .filter((each) => each.version === version)
    .map(({ by, decision, at }) => ({ by, decision, at })),
});

/** "Ada approved it", "Bo rejected it": who did what, where a person or a policy did. */
export function sayDecided(row: ActionRow): string | undefined {
  const { decisions } = decidedOf(row);
  const last = row.state === 'rejected' ? 'reject' : 'approve';
  const names = decisions.filter(({ decision }) => decision === last).map(({ by }) => by.name);
  if (names.length === 0) return undefined;
  return `${names.join(' and ')} ${last === 'reject' ? 'rejected' : 'approved'} it`;
}
