import { z } from 'zod';
import { verbOf } from '@/lib/actions/action-words';
import { agreement, blastRows, sayReversibility } from '@/lib/actions/blast-rows';
import {
  actionEvidence,
  type ActionEvidence,
  actionOut,
  type ActionOut,
} from '@/lib/actions/output';
import { actionContents, decision } from '@/lib/actions/schema';
import { whatWouldChange } from '@/lib/actions/what-would-change';
import { asked } from '@/lib/policies/schema';
import { reversibility } from '@/lib/services/schema';

const shownEvidence = actionEvidence.pick({
  id: true,
  /** Of its body too, which stands in the room: what was read there is bound by this. */
  digest: true,
  source: true,
  title: true,
  query: true,
  service: true,
  observedFrom: true,
  observedTo: true,
  recordedAt: true,
  note: true,
  weight: true,
  flag: true,
  flagReason: true,
  truncated: true,
  isLater: true,
  isNamed: true,
});
export type ShownEvidence = z.infer<typeof shownEvidence>;

const shownDecision = decision.pick({
  id: true,
  version: true,
  decision: true,
  by: true,
  reason: true,
  brokeGlass: true,
  /** Absent where one role signs, as of everything kept before there were two. */
  signedAs: true,
  signature: true,
  at: true,
});

const bound = actionContents.shape;

/**
 * Version 1 of what the decision page shows of an action before it is signed. A page that shows
 * more or less than this is another version, with a builder and a renderer beside this one's:
 * what was signed is drawn again as it was, for ever.
 */
export const decisionView1 = z.object({
  view: z.literal('decision/1'),
  id: z.string(),
  incidentId: z.string(),
  investigationId: z.string(),
  version: z.number().int(),
  digest: z.string(),
  clock: actionOut.shape.clock,
  verb: z.string(),
  kind: bound.kind,
  title: z.string(),
  target: bound.target,
  incident: z.object({ id: z.string(), title: z.string() }).nullable(),
  risk: bound.risk,
  riskReasons: z.array(z.string()),
  blast: z.array(
    z.object({ label: z.string(), claimed: z.string(), known: z.string(), agreement }),
  ),
  differences: z.array(z.string()),
  reversibility: z.object({
    value: z.enum([...reversibility.options, 'unknown']),
    word: z.string(),
  }),
  command: bound.command,
  parameters: z.record(z.string(), z.unknown()).nullable(),
  diff: z.string().nullable(),
  dryRun: z.string().nullable(),
  rationale: z.string(),
  hypothesis: z.object({
    statement: z.string(),
    /** What it says now, should that have changed since. */
    now: actionOut.shape.hypothesis,
  }),
  evidence: z.object({
    for: z.array(shownEvidence),
    against: z.array(shownEvidence),
    unlinked: z.array(shownEvidence),
  }),
  changers: z.array(
    z.object({
      key: z.string(),
      lead: z.string(),
      quote: z.string().optional(),
      tail: z.string().optional(),
    }),
  ),
  expectedEffect: z.string(),
  verification: z.string().nullable(),
  rollback: bound.rollback,
  rollbackOf: z.string().nullable(),
  policy: bound.policy,
  requirements: bound.requirements,
  /** What signing takes by policy as it stands, and which rules ask; null once nobody can sign. */
  asked: asked.nullable(),
  /** Those of earlier versions too, which the page shows as counting for nothing. */
  decisions: z.array(shownDecision),
  proposer: z.object({ id: z.string(), name: z.string() }),
  executor: z.object({ id: z.string(), name: z.string() }),
  proposedAt: z.string(),
  expiresAt: z.string(),
});
export type DecisionView = z.infer<typeof decisionView1>;

/** Any version ever stored. */
export const anyDecisionView = z.discriminatedUnion('view', [decisionView1]);

/**
 * Everything that the decision page shows of an action before it is signed, and nothing that moves
 * by itself: no ages, no counters, no standing of the executor. The page draws this and nothing
 * else of the action; the server builds the same and keeps it, so that the digest sent with a
 * signature says what was on view.
 */
export function decisionView(action: ActionOut): DecisionView {
  const side = (relation: ActionEvidence['relation']) =>
    action.evidence.filter((item) => item.relation === relation);
  // The schema takes only what the version knows out of what is handed to it.
  return decisionView1.parse({
    ...action,
    view: 'decision/1',
    verb: verbOf(action.kind),
    riskReasons: action.catalogue.reasons,
    blast: blastRows(action),
    reversibility: sayReversibility(action),
    parameters: action.parameters ?? null,
    diff: action.diff ?? null,
    dryRun: action.dryRun ?? null,
    hypothesis: { statement: action.hypothesisStatement, now: action.hypothesis },
    evidence: { for: side('supports'), against: side('contradicts'), unlinked: side(null) },
    changers: whatWouldChange(action),
    verification: action.verificationPlan,
  });
}
