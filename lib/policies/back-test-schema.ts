import { z } from 'zod';
import { coSigner, policyDocument, policyRef, settings } from '@/lib/policies/schema';

/** A draft to hold against the investigations of the last 90 days. */
export const backTestInput = z.strictObject({ document: policyDocument });

const changedTo = <T extends z.ZodType>(value: T) =>
  z.object({ before: value, after: value, isTighter: z.boolean(), because: z.string() });
const { mode, evidenceHold, approvals } = settings.shape;

export const backTestItem = z.object({
  investigationId: z.string(),
  incidentId: z.string(),
  title: z.string(),
  service: z.string(),
  environment: z.string(),
  startedAt: z.string(),
  /** Its incident was given another class or severity after it began: judged here by the new ones. */
  isReclassified: z.boolean(),
  mode: changedTo(mode).nullable(),
  stopPoints: z.array(
    changedTo(evidenceHold).extend({
      stage: z.enum(['evidence', 'commitment']),
      count: z.number().int(),
    }),
  ),
  actions: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      mode: changedTo(mode).nullable(),
      approvals: changedTo(approvals).nullable(),
      coSigner: changedTo(coSigner).nullable(),
    }),
  ),
});
export type BackTestItem = z.infer<typeof backTestItem>;

const sides = z.object({ tighter: z.number().int(), looser: z.number().int() });

export const backTestTotals = z.object({
  /** Looked at: live ones that whoever asks may know of, recordings left out. */
  investigations: z.number().int(),
  actions: z.number().int(),
  /** Investigations for which something would have been otherwise. */
  changed: z.number().int(),
  mode: sides,
  /** Stop points held by a person that were not, and the reverse. */
  stopPoints: sides,
  actionMode: sides,
  /** Signatures, a co-signer's among them, not actions: from one to three counts two. */
  approvals: sides,
});
export type BackTestTotals = z.infer<typeof backTestTotals>;

export const backTest = z.object({
  /** On the first page only. */
  totals: backTestTotals.nullable(),
  since: z.string(),
  /** There were more investigations than are looked at; these are the latest. */
  isCapped: z.boolean(),
  against: policyRef,
  items: z.array(backTestItem),
  nextCursor: z.string().nullable(),
});
export type BackTest = z.infer<typeof backTest>;
