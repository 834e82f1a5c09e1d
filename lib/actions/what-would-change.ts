import type { ActionOut } from '@/lib/actions/output';

/** One thing that would make this the wrong act; `quote` is from outside. */
export interface Changer {
  key: string;
  lead: string;
  quote?: string | undefined;
  tail?: string | undefined;
}

type Basis = Pick<ActionOut, 'hypothesisId' | 'hypothesis' | 'expects' | 'evidence' | 'rivals'>;
type Rival = ActionOut['rivals'][number];

/** Rivals listed by statement; the rest are counted. */
const shownRivals = 3;

/**
 * What would change this decision, from facts alone: rival causes still standing, evidence against
 * that somebody marked as key, and the state the executor must find or refuse.
 */
export function whatWouldChange(action: Basis): Changer[] {
  return [...refuted(action), ...standing(action), ...keyAgainst(action), ...expected(action)];
}

function refuted({ hypothesis }: Basis): Changer[] {
  if (hypothesis?.status !== 'refuted') return [];
  return [
    { key: 'refuted', lead: 'The cause this rests on has been refuted since it was proposed.' },
  ];
}

function standing({ hypothesisId, rivals }: Basis): Changer[] {
  const strongest = (a: Rival, b: Rival) =>
    (b.confidence ?? -1) - (a.confidence ?? -1) || (a.id < b.id ? -1 : 1);
  const others = rivals
    .filter(({ id, status }) => id !== hypothesisId && status !== 'refuted')
    .toSorted(strongest);
  const shown = others.slice(0, shownRivals).map(({ id, statement, confidence }) => ({
    key: `rival-${id}`,
    lead: 'Another cause still stands:',
    quote: statement,
    tail:
      confidence === null
        ? 'The agent states no estimate for it.'
        : `Agent's estimate ${Math.round(confidence * 100)} %.`,
  }));
  const rest = others.length - shown.length;
  return rest > 0
    ? [...shown, { key: 'rivals', lead: `${rest} more causes still stand; see the room.` }]
    : shown;
}

function keyAgainst({ evidence }: Basis): Changer[] {
  return evidence
    .filter(({ relation, flag }) => relation === 'contradicts' && flag === 'key')
    .map(({ id, title }) => ({
      key: `key-${id}`,
      lead: 'A person marked evidence against it as key:',
      quote: title,
    }));
}

function expected({ expects }: Basis): Changer[] {
  return Object.entries(expects ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({
      key: `expects-${name}`,
      lead: 'The executor refuses unless it finds',
      quote: `${name} = ${JSON.stringify(value)}`,
    }));
}
