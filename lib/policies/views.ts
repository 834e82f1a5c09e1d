import { z } from 'zod';
import { policyDocument, policyRow, policyVersionRow } from '@/lib/policies/schema';

const reason = z.string().trim().min(1).max(2000);
/** SHA-256 over the RFC 8785 form of a document, lowercase hex. */
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lowercase hex characters');

export const proposeVersionInput = z.strictObject({
  /** The version in force that this changes. */
  basedOn: z.int().min(1),
  document: policyDocument,
  reason,
});
export type ProposeVersionInput = z.infer<typeof proposeVersionInput>;

export const adoptVersionInput = z.strictObject({ digest, reason: reason.optional() });
export type AdoptVersionInput = z.infer<typeof adoptVersionInput>;

export const declineVersionInput = z.strictObject({ digest, reason });
export type DeclineVersionInput = z.infer<typeof declineVersionInput>;

/** The body may be left out. */
export const withdrawVersionInput = z.strictObject({ reason: reason.optional() }).default({});
export type WithdrawVersionInput = z.infer<typeof withdrawVersionInput>;

/** The version in force, as the API shows it. */
export const policyOut = policyRow.extend({ digest });
export type PolicyOut = z.infer<typeof policyOut>;

export const policyVersionOut = policyVersionRow.omit({ key: true }).extend({
  digest,
  isInForce: z.boolean(),
  /** It waits, and was written against a version that is not in force any more. */
  isStale: z.boolean(),
});
export type PolicyVersionOut = z.infer<typeof policyVersionOut>;
