import { z } from 'zod';
import { assertionInput } from '@/lib/passkeys/signature-schema';

export const decideActionInput = z
  .strictObject({
    decision: z.enum(['approve', 'reject']),
    version: z.number().int().min(1),
    digest: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lowercase hex characters'),
    viewDigest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    reason: z.string().trim().max(4000).optional(),
    /** By a passkey, on what `POST /actions/{id}/assertion-options` hands out. */
    assertion: assertionInput.optional(),
    /** Approves though less was given than the policy asks for: loud, in twos, reviewed after. */
    breakGlass: z.literal(true).optional(),
  })
  .refine((input) => input.decision === 'approve' || Boolean(input.reason), {
    path: ['reason'],
    message: 'is needed to reject',
  })
  .refine((input) => !input.breakGlass || Boolean(input.reason), {
    path: ['reason'],
    message: 'is needed to break the glass',
  })
  .refine((input) => !input.breakGlass || input.decision === 'approve', {
    path: ['breakGlass'],
    message: 'goes with an approval only',
  })
  .refine(({ assertion, viewDigest }) => !assertion || viewDigest !== undefined, {
    path: ['viewDigest'],
    message: 'is needed with an assertion, which binds it',
  });
export type DecideActionInput = z.infer<typeof decideActionInput>;

/** What is about to be decided, for which a passkey is to be asked. */
export const assertionOptionsInput = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  version: z.number().int().min(1),
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lowercase hex characters'),
  viewDigest: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lowercase hex characters'),
});
export type AssertionOptionsInput = z.infer<typeof assertionOptionsInput>;
