import type { Refutation } from '@/lib/hypotheses/schema';

/**
 * Who may take a refutation back: whoever gave it, and whoever commands the incident, since its
 * giver may be asleep. Any other commander would undo a colleague's judgement without their knowing.
 */
export const mayReinstate = (
  { by }: Pick<Refutation, 'by'>,
  personId: string,
  commanderId: string | null,
): boolean => by.id === personId || commanderId === personId;
