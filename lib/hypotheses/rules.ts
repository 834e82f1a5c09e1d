import { Conflict, Forbidden } from '@/lib/errors';
import { mayReinstate } from '@/lib/hypotheses/may-reinstate';
import type { HypothesisRow } from '@/lib/hypotheses/schema';

/** One refutation stands at a time. @throws Conflict `already-refuted` */
export function demandRefutable({ refutation }: Pick<HypothesisRow, 'refutation'>): void {
  if (!refutation) return;
  const { by, reason } = refutation;
  throw new Conflict('already-refuted', `${by.name} has refuted it already. Nothing was changed.`, {
    refutedBy: by,
    reason,
  });
}

/** @throws Conflict `not-refuted`, Forbidden `not-in-command` */
export function demandReinstatable(
  { refutation }: Pick<HypothesisRow, 'refutation'>,
  personId: string,
  commanderId: string | null,
): void {
  if (!refutation) {
    throw new Conflict('not-refuted', 'No person’s refutation of it stands. Nothing was changed.');
  }
  if (mayReinstate(refutation, personId, commanderId)) return;
  throw new Forbidden(
    `Only ${refutation.by.name}, who refuted it, or the commander of this incident can take that back. Nothing was changed.`,
    'not-in-command',
  );
}

/** What the agent is told, in its next answer: our words around the person's. */
export const toldOfRefutation = (hypothesisId: string, reason: string): string =>
  `A person refuted hypothesis ${hypothesisId}: ${reason}\nIt cannot be committed while that stands. Weigh the others, or look for what decides between them.`;

export const toldOfReinstatement = (hypothesisId: string, reason: string): string =>
  `A person took back the refutation of hypothesis ${hypothesisId}: ${reason}\nWeigh it again.`;
