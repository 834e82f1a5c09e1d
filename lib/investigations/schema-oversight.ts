import { z } from 'zod';
import { driftComponentName, driftMeasured } from '@/lib/drift/schema';
import { budgets } from '@/lib/policies/schema';

export const budgetName = budgets.keyof();
export type BudgetName = z.infer<typeof budgetName>;

const sentence = z.string();
/** Why the server raised a stop point that nobody asked for. */
export const raised = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('drift'),
    component: driftComponentName,
    score: z.number(),
    threshold: z.number(),
    sentence,
  }),
  z.object({
    by: z.literal('budget'),
    budget: budgetName,
    used: z.number(),
    limit: z.number(),
    sentence,
  }),
]);
export type Raised = z.infer<typeof raised>;

/** What the server adds to whatever puts a question to a source. */
export const look = {
  /** Hashes of what was asked, first of its kind and then to the letter; absent where unstated. */
  look: z.string().optional(),
  /** The same was asked before, to the letter. */
  repeats: z.literal(true).optional(),
};

/** Kinds by which the server tells what it saw of an investigation that it oversees. */
export const oversightPayloads = {
  'directive.delivered': z.object({ directive: z.string() }),
  'drift.measured': driftMeasured,
  'write.refused': z.object({
    /** Kinds of events, or the request, that the agent tried. */
    attempted: z.array(z.string()),
    status: z.enum(['paused', 'stopped']),
    /** How often since it was held; not every attempt has an event of its own. */
    attempts: z.number().int(),
    /** Attempts since the event of this kind before. */
    added: z.number().int(),
    /** What holds it; null where a stop point expired. */
    directive: z.string().nullable(),
  }),
};
