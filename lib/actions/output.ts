import { z } from 'zod';
import { actionContents, actionRow } from '@/lib/actions/schema';
import { evidenceRow } from '@/lib/evidence/schema';
import { executionRow, grantRow } from '@/lib/grants/schema';
import { hypothesisLink, hypothesisRow } from '@/lib/hypotheses/schema';
import { clock, incidentRow } from '@/lib/incidents/schema';
import { madeId } from '@/lib/log/schema';
import { asked } from '@/lib/policies/schema';

const named = z.object({ id: madeId, name: z.string() });

const row = actionRow.pick({
  digest: true,
  state: true,
  service: true,
  environment: true,
  proposedAt: true,
  updatedAt: true,
  expiresAt: true,
  decisions: true,
  glassBroken: true,
  review: true,
  refusals: true,
  verification: true,
  settlement: true,
  endedReason: true,
  rolledBackBy: true,
  verdict: true,
});

/** An action in a list: all that the digest binds, where it stands, and who is meant by the ids. */
export const actionSummary = z.object({
  ...actionContents.shape,
  ...row.shape,
  rollbackOf: z.string().nullable(),
  /** `imported`: proposed in a recording. Deciding it mints no grant and carries nothing out. */
  clock,
  /** The proposal’s own `verification`: how recovery is to be checked. That name tells the report. */
  verificationPlan: z.string().nullable(),
  incident: incidentRow.pick({ id: true, title: true, severity: true, status: true }).nullable(),
  proposer: named,
  /** `fault`: why it can carry out nothing now, after its name, such as "is suspended". */
  executor: named.extend({ fault: z.string().nullable() }),
  grant: grantRow
    .pick({ id: true, state: true, issuedAt: true, expiresAt: true, redeemedAt: true })
    .nullable(),
  execution: executionRow
    .pick({
      id: true,
      state: true,
      startedAt: true,
      leaseExpiresAt: true,
      finishedAt: true,
      exitCode: true,
      lastText: true,
    })
    .nullable(),
  /** What an approval takes now, which policy may have tightened since; null once nobody can sign. */
  asked: asked.nullable(),
  /** Where the agent's claims and the catalogue part, in sentences. */
  differences: z.array(z.string()),
});
export type ActionSummary = z.infer<typeof actionSummary>;

/** An item of evidence beside an action; what speaks against it is listed though nobody named it. */
export const actionEvidence = evidenceRow
  .pick({
    id: true,
    seq: true,
    source: true,
    title: true,
    query: true,
    service: true,
    environment: true,
    observedFrom: true,
    observedTo: true,
    format: true,
    truncated: true,
    isLater: true,
    masked: true,
    flag: true,
    flagReason: true,
    digest: true,
    at: true,
    recordedAt: true,
  })
  .extend({
    /** Whether the proposal rests on it, by name. */
    isNamed: z.boolean(),
    relation: hypothesisLink.shape.relation.nullable(),
    weight: z.number().nullable(),
    note: z.string().nullable(),
  });
export type ActionEvidence = z.infer<typeof actionEvidence>;

/** An action by itself: the list's fields, and the ground it stands on. */
export const actionOut = actionSummary.extend({
  /** As it stands now; `hypothesisStatement` is what it said when the action was proposed. */
  hypothesis: hypothesisRow
    .pick({ id: true, statement: true, status: true, confidence: true, outageClass: true })
    .nullable(),
  evidence: z.array(actionEvidence),
  /** Every cause of the investigation, the one above among them: what else it might be. */
  rivals: z.array(
    hypothesisRow.pick({ id: true, statement: true, status: true, confidence: true }),
  ),
});
export type ActionOut = z.infer<typeof actionOut>;
