import { z } from 'zod';
import { actionState, decision, verification } from '@/lib/actions/schema';
import { driftLevel } from '@/lib/drift/schema';
import { evidenceRow, evidenceSource } from '@/lib/evidence/schema';
import {
  hypothesisLink,
  hypothesisStatus,
  hypothesisStep,
  verdictValue,
} from '@/lib/hypotheses/schema';
import { incidentRef } from '@/lib/incidents/schema-merge';
import {
  checkpointRow,
  checkpointStage,
  checkpointState,
  directiveRow,
  investigationRow,
} from '@/lib/investigations/schema';
import { eventActor, instantOut } from '@/lib/log/schema';

/** Of an investigation of the room. */
const inRun = { run: z.string() };
const count = z.number().int();

/** How a claim stands: a change of it is a from and a to. */
export const claimStands = z.object({
  status: hypothesisStatus,
  confidence: z.number().nullable(),
  refutedBy: eventActor.nullable(),
  verdict: verdictValue.nullable(),
});
export type ClaimStands = z.infer<typeof claimStands>;

const claimChange = z.object({
  about: z.literal('claim'),
  ...inRun,
  id: z.string(),
  statement: z.string(),
  /** Null: it was not made yet. */
  from: claimStands.nullable(),
  to: claimStands,
  /** How it came from the one to the other, the newest last; a reader may be given only those. */
  steps: z.array(hypothesisStep),
  stepCount: count,
  /** Evidence weighed for or against it since. */
  links: z.array(hypothesisLink),
  linkCount: count,
});

const stopChange = z.object({
  about: z.literal('stop'),
  ...inRun,
  ...checkpointRow.pick({
    id: true,
    hypothesisId: true,
    requestedSeq: true,
    decidedBy: true,
    reason: true,
    instruction: true,
  }).shape,
  stage: checkpointStage,
  /** Null: it had not been reached. */
  from: checkpointState.nullable(),
  to: checkpointState,
});

export const actionStands = z.object({
  state: actionState,
  version: count,
  verification: verification.pick({ status: true, by: true }).nullable(),
  verdict: verdictValue.nullable(),
});
export type ActionStands = z.infer<typeof actionStands>;

const signed = decision.pick({
  seq: true,
  version: true,
  decision: true,
  by: true,
  reason: true,
  brokeGlass: true,
});

const actionChange = z.object({
  about: z.literal('action'),
  ...inRun,
  id: z.string(),
  title: z.string(),
  /** Null: it was not proposed yet. */
  from: actionStands.nullable(),
  to: actionStands,
  /** Who signed or rejected it since. */
  decisions: z.array(signed),
  endedReason: z.string().nullable(),
});

const directiveChange = z.object({
  about: z.literal('directive'),
  ...inRun,
  ...directiveRow.pick({
    id: true,
    seq: true,
    kind: true,
    instruction: true,
    reason: true,
    givenBy: true,
  }).shape,
});

const mark = evidenceRow.shape.flag;
const markChange = z.object({
  about: z.literal('mark'),
  ...inRun,
  /** The item of evidence. */
  id: z.string(),
  from: mark,
  to: mark,
  reason: z.string().nullable(),
});

export const runStands = investigationRow
  .pick({ status: true, stage: true, outcome: true })
  .extend({
    drift: driftLevel.nullable(),
  });
export type RunStands = z.infer<typeof runStands>;

const runChange = z.object({
  about: z.literal('run'),
  ...inRun,
  /** Null: it had not begun. */
  from: runStands.nullable(),
  to: runStands,
  /** How much was added. */
  added: z.object({
    events: count,
    steps: count,
    evidence: count,
    violations: count,
    refusedWrites: count,
    maskedSecrets: count,
  }),
});

/** What people change of an incident. */
export const incidentField = z.enum([
  'opened',
  'status',
  'severity',
  'outageClass',
  'commander',
  'mergedInto',
]);
export type IncidentField = z.infer<typeof incidentField>;

const incidentChange = z.object({
  about: z.literal('incident'),
  field: incidentField,
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Whose doing it was, and its place in the incident's own stream, where an event tells it. */
  by: eventActor.nullable(),
  seq: count.nullable(),
});

const alertsChange = z.object({
  about: z.literal('alerts'),
  from: z.object({ firing: count, total: count }),
  to: z.object({ firing: count, total: count }),
});

const partChange = z.object({
  about: z.literal('part'),
  /** The incident that is part of this one, or was. */
  id: z.string(),
  from: z.boolean(),
  to: z.boolean(),
});

const freezeChange = z.object({
  about: z.literal('freeze'),
  id: z.string(),
  service: z.string(),
  setBy: eventActor,
  reason: z.string(),
  /** Whether it held. */
  from: z.boolean(),
  to: z.boolean(),
});

/** One thing that is not as it was. */
export const change = z.discriminatedUnion('about', [
  incidentChange,
  alertsChange,
  partChange,
  freezeChange,
  runChange,
  stopChange,
  actionChange,
  claimChange,
  directiveChange,
  markChange,
]);
export type Change = z.infer<typeof change>;
export type ChangeOf<About extends Change['about']> = Extract<Change, { about: About }>;

/** A note of a person. */
export const arrivedNote = z.object({
  ...inRun,
  seq: count,
  at: instantOut,
  by: eventActor,
  text: z.string(),
  hypothesisId: z.string().nullable(),
});
export type ArrivedNote = z.infer<typeof arrivedNote>;

/** What one run was given between two moments, and what of it the changes name. */
export const arrivals = z.object({
  ...inRun,
  bySource: z.array(z.object({ source: evidenceSource, items: count })),
  /** Evidence by which something changed, whenever it was recorded. */
  named: z.array(
    evidenceRow
      .pick({ id: true, title: true, source: true, flag: true })
      .extend({ isNew: z.boolean() }),
  ),
  /** People's, the newest last. */
  notes: z.array(arrivedNote),
  noteCount: count,
  agentNoteCount: count,
});
export type Arrivals = z.infer<typeof arrivals>;

/** A moment as it was found: the last event of the run that was known, and what the clocks say. */
export const foundMoment = z.object({
  run: z.string().nullable(),
  seq: count,
  at: instantOut,
});

/** What changed in a room between two moments, the earlier first. */
export const roomChanges = z.object({
  from: foundMoment,
  to: foundMoment.extend({
    /** It is the present: more may come. */
    isNow: z.boolean(),
  }),
  changes: z.array(change),
  /** Changes that are not told of: of one sort there are too many. */
  leftOut: count,
  arrivals: z.array(arrivals),
  runs: z.array(z.object({ id: z.string(), agentName: z.string(), service: z.string() })),
  /** Names of those whom the changes name by their ids alone. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  parts: z.array(incidentRef),
});
export type RoomChanges = z.infer<typeof roomChanges>;
