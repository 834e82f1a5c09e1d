import { z } from 'zod';
import type { ActionContents } from '@/lib/actions/schema';

/**
 * `differs`: the claim leaves out what the catalogue knows; `wider`: it claims more than that;
 * `claimed`: the catalogue knows nothing of it; `unclaimed`: the agent says nothing of it.
 */
export const agreement = z.enum(['agrees', 'differs', 'wider', 'claimed', 'unclaimed']);
export type Agreement = z.infer<typeof agreement>;

export interface BlastRow {
  label: string;
  /** What the agent says. */
  claimed: string;
  /** What the catalogue of services says. */
  known: string;
  agreement: Agreement;
}

type Facts = Pick<ActionContents, 'blastRadius' | 'catalogue' | 'reversibility'>;

const reversibilityWords: Record<Facts['catalogue']['reversibility'], string> = {
  reversible: 'Reversible',
  compensable: 'Can be compensated, not undone',
  irreversible: 'Cannot be undone',
  unknown: 'Not in the catalogue',
};

/** How far a change reaches and whether it can be undone: claim beside fact, row by row. */
export function blastRows({ blastRadius, catalogue, reversibility }: Facts): BlastRow[] {
  return [
    services(blastRadius.services, catalogue.services),
    traffic(blastRadius.trafficPercent, catalogue.trafficPercent),
    {
      label: 'Undoing it',
      claimed: reversibilityWords[reversibility],
      known: reversibilityWords[catalogue.reversibility],
      agreement:
        catalogue.reversibility === 'unknown'
          ? 'claimed'
          : catalogue.reversibility === reversibility
            ? 'agrees'
            : 'differs',
    },
    {
      label: 'Data loss',
      claimed: blastRadius.dataLoss === 'none' ? 'None' : 'Possible',
      known: 'Not in the catalogue',
      agreement: 'claimed',
    },
  ];
}

function services(claimed: string[], known: string[]): BlastRow {
  const leavesOut = known.some((name) => !claimed.includes(name));
  const isWider = claimed.some((name) => !known.includes(name));
  return {
    label: 'Services reached',
    claimed: claimed.length > 0 ? claimed.join(', ') : 'None named',
    known: known.join(', '),
    agreement: leavesOut ? 'differs' : isWider ? 'wider' : 'agrees',
  };
}

function traffic(claimed: number | undefined, known: number | null): BlastRow {
  return {
    label: 'Share of traffic',
    claimed: claimed === undefined ? 'Not stated' : `${claimed} %`,
    known: known === null ? 'Not in the catalogue' : `up to ${known} %`,
    agreement: trafficAgreement(claimed, known),
  };
}

function trafficAgreement(claimed: number | undefined, known: number | null): Agreement {
  if (claimed === undefined) return 'unclaimed';
  if (known === null) return 'claimed';
  if (claimed === known) return 'agrees';
  return claimed < known ? 'differs' : 'wider';
}

const shortWords = {
  reversible: 'Reversible',
  compensable: 'Compensable',
  irreversible: 'Cannot be undone',
};

/** "Reversible (catalogue)", or whose word it is where the catalogue has none. */
export function sayReversibility({ catalogue, reversibility }: Omit<Facts, 'blastRadius'>): {
  value: Facts['catalogue']['reversibility'];
  word: string;
} {
  if (catalogue.reversibility !== 'unknown') {
    return {
      value: catalogue.reversibility,
      word: `${shortWords[catalogue.reversibility]} (catalogue)`,
    };
  }
  const claim = {
    reversible: 'reversible',
    compensable: 'compensable',
    irreversible: 'it cannot be undone',
  };
  return { value: 'unknown', word: `Agent claims ${claim[reversibility]}` };
}
