import { z } from 'zod';
import { drift } from '@/lib/drift/schema';
import { evidence, evidenceFlag } from '@/lib/evidence/schema';
import {
  claimPayloads,
  hypothesisLinked,
  hypothesisProposed,
  hypothesisRevised,
  verdictValue,
} from '@/lib/hypotheses/schema';
import { clock } from '@/lib/incidents/schema';
import { budgetName, look, oversightPayloads, raised } from '@/lib/investigations/schema-oversight';
import { eventActor, instant, instantOut, madeId, ownId } from '@/lib/log/schema';
import { budgets, mode, policyRef } from '@/lib/policies/schema';

export const investigationStatus = z.enum([
  'running',
  'waiting',
  'paused',
  'stopped',
  'concluded',
  'failed',
]);
export type InvestigationStatus = z.infer<typeof investigationStatus>;
export const stage = z.enum(['gathering', 'hypothesizing', 'proposing']);
export type Stage = z.infer<typeof stage>;
export const outcome = z.enum(['root_cause_identified', 'best_effort', 'inconclusive', 'blocked']);
/** The stop points that an agent asks for by itself. */
export const askedStage = z.enum(['evidence', 'commitment']);
export type AskedStage = z.infer<typeof askedStage>;
/** The others are raised by the server, at any stage, and leave the stage as it is. */
export const checkpointStage = z.enum([...askedStage.options, 'budget', 'drift']);
export type CheckpointStage = z.infer<typeof checkpointStage>;
export const checkpointState = z.enum(['waiting', 'released', 'returned', 'stopped', 'expired']);
export type CheckpointState = z.infer<typeof checkpointState>;
export const checkpointDecision = z.enum(['release', 'return', 'stop']);
export const control = z.enum(['pause', 'resume', 'stop', 'steer']);
export type Control = z.infer<typeof control>;
export const directiveKind = z.enum(['pause', 'resume', 'stop', 'steer', 'return']);
export type DirectiveKind = z.infer<typeof directiveKind>;

const lane = z.string().min(1).max(60);
const freeText = z.string().max(100_000);

/** The payload of every kind that an agent may post, by kind. */
export const agentPayloads = {
  'step.started': z.strictObject({
    step: ownId,
    tool: z.string().min(1).max(200),
    args: z.unknown().optional(),
    source: z.string().min(1).max(60).optional(),
    lane: lane.optional(),
  }),
  'step.finished': z.strictObject({
    step: ownId,
    status: z.enum(['ok', 'error', 'denied']),
    durationMs: z.number().min(0).max(1e12).optional(),
    error: freeText.optional(),
  }),
  'evidence.recorded': z.strictObject({ evidence }),
  'hypothesis.proposed': hypothesisProposed,
  'hypothesis.revised': hypothesisRevised,
  'hypothesis.linked': hypothesisLinked,
  'directive.acknowledged': z.strictObject({ directive: madeId }),
  'note.added': z.strictObject({ text: z.string().trim().min(1).max(20_000) }),
  'investigation.concluded': z.strictObject({
    outcome,
    summary: z.string().max(20_000),
  }),
};
export type AgentKind = keyof typeof agentPayloads;

const head = { id: ownId, at: instant };
const p = agentPayloads;
const of = <K extends AgentKind>(kind: K) => z.literal(kind);

/** One event as an agent posts it. */
export const agentEvent = z.discriminatedUnion('kind', [
  p['step.started'].extend({ ...head, kind: of('step.started') }),
  p['step.finished'].extend({ ...head, kind: of('step.finished') }),
  p['evidence.recorded'].extend({ ...head, kind: of('evidence.recorded') }),
  p['hypothesis.proposed'].extend({ ...head, kind: of('hypothesis.proposed') }),
  p['hypothesis.revised'].extend({ ...head, kind: of('hypothesis.revised') }),
  p['hypothesis.linked'].extend({ ...head, kind: of('hypothesis.linked') }),
  p['directive.acknowledged'].extend({ ...head, kind: of('directive.acknowledged') }),
  p['note.added'].extend({ ...head, kind: of('note.added') }),
  p['investigation.concluded'].extend({ ...head, kind: of('investigation.concluded') }),
]);
export type AgentEvent = z.infer<typeof agentEvent>;

export const checkpointRow = z.object({
  id: z.string(),
  investigationId: z.string(),
  incidentId: z.string(),
  stage: checkpointStage,
  state: checkpointState,
  summary: z.string(),
  hypothesisId: z.string().nullable(),
  /** RFC 6962 tree hash over the digests of the evidence up to here, lowercase hex. */
  evidenceRoot: z.string(),
  evidenceCount: z.number().int(),
  requestedSeq: z.number().int(),
  requestedAt: instantOut,
  expiresAt: instantOut,
  decidedAt: instantOut.nullable(),
  decidedBy: eventActor.nullable(),
  instruction: z.string().nullable(),
  reason: z.string().nullable(),
  /** Null for those that the agent asked for. */
  raised: raised.nullable(),
});
export type CheckpointRow = z.infer<typeof checkpointRow>;

export const directiveRow = z.object({
  id: z.string(),
  investigationId: z.string(),
  seq: z.number().int(),
  kind: directiveKind,
  instruction: z.string().nullable(),
  reason: z.string().nullable(),
  checkpointId: z.string().nullable(),
  givenBy: eventActor,
  givenAt: instantOut,
  /** When an answer to the agent first contained it. */
  deliveredAt: instantOut.nullable(),
  acknowledgedAt: instantOut.nullable(),
  /** Writes that were tried, and refused, while it held the investigation. */
  refusedWrites: z.number().int(),
});
export type DirectiveRow = z.infer<typeof directiveRow>;

export const stepRow = z.object({
  key: z.string(),
  investigationId: z.string(),
  id: z.string(),
  seq: z.number().int(),
  tool: z.string(),
  source: z.string().nullable(),
  lane: z.string().nullable(),
  status: z.enum(['running', 'ok', 'error', 'denied']),
  startedAt: instantOut,
  finishedAt: instantOut.nullable(),
  durationMs: z.number().nullable(),
  error: z.string().nullable(),
  look: z.string().nullable(),
  /** The event that ended it, so that it can be told how it stood before; null while it runs. */
  finishedSeq: z.number().int().nullable(),
});
export type StepRow = z.infer<typeof stepRow>;

export const investigationRow = z.object({
  id: z.string(),
  incidentId: z.string(),
  agentId: z.string(),
  service: z.string(),
  environment: z.string(),
  goal: z.string().nullable(),
  status: investigationStatus,
  stage,
  mode,
  clock,
  budgets,
  policy: policyRef,
  checkpointId: z.string().nullable(),
  committedHypothesisId: z.string().nullable(),
  /** People who started or steered it: barred from signing where policy separates duties. */
  steeredBy: z.array(z.string()),
  startedAt: instantOut,
  lastEventAt: instantOut,
  endedAt: instantOut.nullable(),
  outcome: outcome.nullable(),
  summary: z.string().nullable(),
  lastSeq: z.number().int(),
  stepCount: z.number().int(),
  evidenceCount: z.number().int(),
  hypothesisCount: z.number().int(),
  violationCount: z.number().int(),
  maskedCount: z.number().int(),
  /** Looks that asked, word for word, what had been asked before. */
  repeatedCount: z.number().int(),
  /** Writes that were tried while it was held; more than one means that the agent goes on. */
  refusedWriteCount: z.number().int(),
  /** How far it has wandered, as last measured; null while there is too little to tell. */
  drift: drift.nullable(),
  /** The score at which people last let it go on although it was off track. */
  driftLetGoAt: z.number().nullable(),
  /** What had been used of a budget when people last gave it once more. */
  budgetLetGoAt: z.partialRecord(budgetName, z.number()),
  /** Events in each of the last minutes that had any: [minute since 1970, count], oldest first. */
  activity: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type InvestigationRow = z.infer<typeof investigationRow>;

/** What the server adds to an item of evidence as it is stored. */
const storedEvidence = z.object({
  evidence: evidence.required({ service: true, environment: true }),
  /** SHA-256 over the RFC 8785 form of `evidence`, lowercase hex. */
  digest: z.string(),
  masked: z.number().int().optional(),
  isLater: z.boolean(),
  ...look,
});

/** Payloads of an agent's kinds as they stand in the log. */
export const storedPayloads = {
  ...agentPayloads,
  'step.started': agentPayloads['step.started'].extend(look),
  'evidence.recorded': storedEvidence,
  /** A person's may be about a claim; an agent's never is. */
  'note.added': agentPayloads['note.added'].extend({
    hypothesisId: ownId.optional(),
    /** Ids of the people whom it names, and what they were called then. */
    mentions: z.array(z.string()).optional(),
    mentionNames: z.array(z.string()).optional(),
  }),
};

/** Kinds of the investigation's stream that the server writes; an agent may not post them. */
export const serverPayloads = {
  ...oversightPayloads,
  ...claimPayloads,
  'investigation.created': z.object({
    incidentId: z.string(),
    agentId: z.string(),
    service: z.string(),
    environment: z.string(),
    goal: z.string().nullable(),
    mode,
    clock,
    budgets,
    policy: policyRef,
  }),
  'checkpoint.requested': z.object({
    checkpoint: z.string(),
    incidentId: z.string(),
    stage: checkpointStage,
    summary: z.string(),
    hypothesisId: z.string().nullable(),
    evidenceRoot: z.string(),
    evidenceCount: z.number().int(),
    expiresAt: instantOut,
    raised: raised.nullable(),
  }),
  'checkpoint.decided': z.object({
    checkpoint: z.string(),
    stage: checkpointStage,
    hypothesisId: z.string().nullable(),
    decision: checkpointDecision,
    evidenceRoot: z.string(),
    reason: z.string().nullable(),
    instruction: z.string().nullable(),
    /** The budget that had raised it, and what had been used of it. */
    budget: z.object({ name: budgetName, used: z.number() }).nullable(),
  }),
  'checkpoint.expired': z.object({ checkpoint: z.string(), stage: checkpointStage }),
  'directive.given': z.object({
    directive: z.string(),
    control: directiveKind,
    instruction: z.string().nullable(),
    reason: z.string().nullable(),
    checkpoint: z.string().nullable(),
  }),
  'evidence.flagged': z.object({
    evidenceId: z.string(),
    flag: evidenceFlag,
    reason: z.string().nullable(),
  }),
  'verdict.given': z.object({
    hypothesisId: z.string().nullable(),
    actionId: z.string().nullable(),
    verdict: verdictValue,
    reason: z.string().nullable(),
  }),
  'scope.violated': z.object({
    attempted: z.string(),
    event: z.string().nullable(),
    axis: z.string(),
    value: z.string(),
    detail: z.string(),
  }),
};
