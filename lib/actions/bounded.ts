import type { ActionContents, ActionRow, CatalogueFacts, Risk } from '@/lib/actions/schema';
import type { ActionKind } from '@/lib/agents/schema';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { type Ground, groundFaults } from '@/lib/policies/ground';
import type { Terms } from '@/lib/policies/schema';

/** No change that reaches more of the traffic than this goes through without a person. */
export const BOUNDED_TRAFFIC_PERCENT = 5;

/** How often one investigation may act alone; after that, people look. */
const MOST_ALONE = 3;

/** What the catalogue must say of a change that no person looks at. No document can lift it. */
export function catalogueFaults({
  kind,
  risk,
  catalogue,
}: {
  kind: ActionKind;
  risk: Risk;
  catalogue: Pick<CatalogueFacts, 'reversibility' | 'services' | 'trafficPercent'>;
}): string[] {
  const { reversibility, services, trafficPercent } = catalogue;
  const faults: string[] = [];
  // The catalogue knows reversibility only of a declared service in a declared environment.
  if (reversibility !== 'reversible') {
    faults.push('By the catalogue it is not simply undone, or the catalogue does not know it.');
  }
  if (kind === 'custom') faults.push('A custom command can do anything.');
  if (services.length !== 1) faults.push('It reaches more than one service.');
  if (trafficPercent === null) {
    faults.push('Nobody has stated how much of the traffic it reaches.');
  } else if (trafficPercent > BOUNDED_TRAFFIC_PERCENT) {
    faults.push(
      `It reaches ${trafficPercent} % of the traffic; ${BOUNDED_TRAFFIC_PERCENT} % is the most.`,
    );
  }
  if (risk !== 'low') faults.push(`Its risk is ${risk}, not low.`);
  return faults;
}

/** A claim can only add doubt: what the agent itself thinks dangerous, people look at. */
function claimFaults({ blastRadius, reversibility, rollbackOf, target }: ActionContents): string[] {
  const faults: string[] = [];
  if (reversibility !== 'reversible') faults.push(`The agent itself claims it ${reversibility}.`);
  if (blastRadius.dataLoss !== 'none') faults.push('The agent itself claims data may be lost.');
  if (blastRadius.services.some((name) => name !== target.service)) {
    faults.push('The agent itself claims that it reaches other services.');
  }
  if ((blastRadius.trafficPercent ?? 0) > BOUNDED_TRAFFIC_PERCENT) {
    faults.push('The agent itself claims that it reaches much of the traffic.');
  }
  if (rollbackOf !== undefined) faults.push('It takes back an earlier change.');
  return faults;
}

/** Other actions of the same investigation. */
export type Earlier = Pick<ActionRow, 'state' | 'decisions' | 'verification'>;

const UNDER_WAY = new Set<ActionRow['state']>(['approved', 'redeemed', 'executing']);
const ENDED_BADLY = new Set<ActionRow['state']>(['failed', 'indeterminate', 'rolled_back']);

function earlierFaults(earlier: Earlier[]): string[] {
  const faults: string[] = [];
  const wentBadly = earlier.some(
    ({ state, verification }) =>
      ENDED_BADLY.has(state) || (verification !== null && verification.status !== 'recovered'),
  );
  if (wentBadly) faults.push('An earlier change of this investigation did not end well.');
  if (earlier.some(({ state }) => UNDER_WAY.has(state))) {
    faults.push('Another change of this investigation is under way.');
  }
  const alone = earlier.filter(({ decisions }) => decisions.some(({ by }) => by.type === 'policy'));
  if (alone.length >= MOST_ALONE) {
    faults.push(`This investigation has acted alone ${MOST_ALONE} times already.`);
  }
  return faults;
}

/** A stop point, a pause or a stop means that people are to look first. */
function runFaults({ clock, status }: Pick<InvestigationRow, 'clock' | 'status'>): string[] {
  if (clock !== 'live') return ['It was proposed in a recording.'];
  return status === 'running' || status === 'concluded' ? [] : [`The investigation is ${status}.`];
}

export interface AloneFacts {
  terms: Pick<Terms, 'mode' | 'requirements'>;
  contents: ActionContents;
  /** By the catalogue as it is now, which may have changed since the proposal. */
  risk: Risk;
  catalogue: CatalogueFacts;
  investigation: Pick<InvestigationRow, 'clock' | 'status'>;
  ground: Ground;
  earlier: Earlier[];
}

/**
 * Why people must sign an action; nothing, where the policy may approve it by itself. The policy has
 * to say so for this very action, and whatever it says, these limits hold.
 */
export function whyPeople(facts: AloneFacts): string[] {
  const { terms, contents, risk, catalogue } = facts;
  if (terms.mode !== 'bounded') return ['The policy asks for people.'];
  const { approvals, stepUp } = terms.requirements;
  return [
    ...(approvals > 1 ? [`The policy asks for ${approvals} signatures.`] : []),
    ...(stepUp ? ['The policy asks for a passkey.'] : []),
    ...catalogueFaults({ kind: contents.kind, risk, catalogue }),
    ...claimFaults(contents),
    ...runFaults(facts.investigation),
    ...groundFaults(facts.ground),
    ...earlierFaults(facts.earlier),
  ];
}
