import { z } from 'zod';
import { actionRow, actionVersionRow } from '@/lib/actions/schema';
import { controlLevel, scope } from '@/lib/agents/schema';
import { drift } from '@/lib/drift/schema';
import { evidenceRow, evidenceSource } from '@/lib/evidence/schema';
import { executionRow, grantRow } from '@/lib/grants/schema';
import { hypothesisRow } from '@/lib/hypotheses/schema';
import {
  checkpointRow,
  checkpointStage,
  directiveRow,
  investigationRow,
  outcome,
  stepRow,
} from '@/lib/investigations/schema';
import { storedEvent } from '@/lib/log/schema';
import { standingTerms } from '@/lib/policies/what-if-schema';

export const agentRef = z.object({
  id: z.string(),
  name: z.string(),
  controlLevel,
});

/** One of those who write to an investigation: its agent, or one that descends from it. */
export const laneAgent = z.object({
  id: z.string(),
  name: z.string(),
  /** Its name, told from others of the same name by a number. */
  label: z.string(),
  parentId: z.string().nullable(),
  scope,
});
export type LaneAgent = z.infer<typeof laneAgent>;

/** An investigation as the contract shows it, now or as it was known at a seq. */
export const investigationState = investigationRow.extend({
  /**
   * What policy says now, and why; `mode` and `budgets` are taken from it. Null of an earlier seq,
   * where those are what the investigation began with.
   */
  terms: standingTerms.nullable(),
  agent: agentRef,
  /** The stop point it stands before, if any. */
  checkpoint: checkpointRow.nullable(),
  hypotheses: z.array(hypothesisRow),
  actions: z.array(actionRow),
});
export type InvestigationState = z.infer<typeof investigationState>;

/** Where an agent may look, of what lies near its incident. */
export const reach = z.object({ sources: z.array(evidenceSource), services: z.array(z.string()) });
export type Reach = z.infer<typeof reach>;

/** What had been found when the latest stop point was reached, and what of it since the one before. */
export const stopTally = z.object({
  checkpointId: z.string(),
  items: z.array(
    z.object({
      source: evidenceSource,
      service: z.string(),
      items: z.number().int(),
      since: z.number().int(),
    }),
  ),
});
export type StopTally = z.infer<typeof stopTally>;

/** Everything a room shows of one investigation: rows by table, and its newest events. */
export const roomInvestigation = z.object({
  id: z.string(),
  agent: agentRef,
  /** Everyone whose work stands in it, with what each may do. */
  agents: z.array(laneAgent),
  /** Null where it is not known, as of one that began after the room was read. */
  reach: reach.nullable(),
  /** What policy says of it now, and why; null where {@link reach} is. */
  terms: standingTerms.nullable(),
  /**
   * Whether every step and item of evidence is in `tables`; of a run that has too many of them, only
   * those that are named by something that is shown.
   */
  isWhole: z.boolean(),
  /** Counted for a run that is not whole; null before its first stop point, and where it is whole. */
  tally: stopTally.nullable(),
  /** From when to when its agents tell of; null where it is whole. */
  told: z.object({ fromAt: z.string(), toAt: z.string() }).nullable(),
  tables: z.object({
    investigation: z.array(investigationRow),
    step: z.array(stepRow),
    evidence: z.array(evidenceRow),
    hypothesis: z.array(hypothesisRow),
    checkpoint: z.array(checkpointRow),
    directive: z.array(directiveRow),
    action: z.array(actionRow),
    action_version: z.array(actionVersionRow),
    grant: z.array(grantRow),
    execution: z.array(executionRow),
  }),
  /** In order, bodies of evidence left out; earlier ones by `GET …/events?before=`. */
  events: z.array(storedEvent),
  hasEarlier: z.boolean(),
});
export type RoomInvestigation = z.infer<typeof roomInvestigation>;

/** One investigation as a row of the floor shows it. */
export const floorInvestigation = investigationRow
  .pick({
    id: true,
    agentId: true,
    status: true,
    stage: true,
    clock: true,
    startedAt: true,
    lastEventAt: true,
    endedAt: true,
    evidenceCount: true,
    violationCount: true,
    refusedWriteCount: true,
    activity: true,
  })
  .extend({
    drift: drift.pick({ score: true, level: true }).nullable(),
    agentName: z.string(),
    leader: hypothesisRow
      .pick({ id: true, statement: true, confidence: true, status: true })
      .nullable(),
  });
export type FloorInvestigation = z.infer<typeof floorInvestigation>;

/** How a run ended: what its agent concluded, or that it was stopped or failed. */
export const endedHow = z.enum([...outcome.options, 'stopped', 'failed']);
export type EndedHow = z.infer<typeof endedHow>;

/**
 * Something that waits on a person: a decision, or what silence left behind: a pause that somebody
 * must end, an execution of which nobody knows how it ended, or an incident that its agents left
 * without a fix. Those run out of no time.
 */
export const waitingItem = z.object({
  kind: z.enum(['checkpoint', 'action', 'pause', 'outcome', 'takeover']),
  id: z.string(),
  investigationId: z.string(),
  stage: checkpointStage.nullable(),
  /** Of a takeover: how the agent left it. */
  ended: endedHow.nullable(),
  title: z.string(),
  since: z.string(),
  expiresAt: z.string().nullable(),
  /** Whether whoever asks may decide it. */
  isYours: z.boolean(),
});
export type WaitingItem = z.infer<typeof waitingItem>;
