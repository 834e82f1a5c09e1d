import type { Scope } from '@/lib/agents/schema';
import { type ScopeQuestion, uncovered } from '@/lib/access/scope';
import { Conflict } from '@/lib/errors';
import type {
  AgentEvent,
  AskedStage,
  Control,
  InvestigationRow,
  Stage,
} from '@/lib/investigations/schema';

/** A write refused because people hold the investigation: it is put on record. */
export class WriteRefused extends Conflict {
  constructor(
    readonly investigationId: string,
    readonly heldAs: 'paused' | 'stopped',
    detail: string,
  ) {
    super(heldAs, detail);
  }
}

const TOLD = [1, 2, 5];

/**
 * Whether the nth refused write since a hold began has an event of its own: the 1st, 2nd, 5th, 10th,
 * 20th and so on. A million attempts leave nineteen events.
 * @returns the attempt that the event before it told of, 0 for the first; undefined where it has none
 */
export function isToldOf(attempts: number): number | undefined {
  let before = 0;
  for (let decade = 1; decade <= attempts; decade *= 10) {
    for (const step of TOLD) {
      if (step * decade === attempts) return before;
      before = step * decade;
    }
  }
  return undefined;
}

/** What an agent may still do while it is held. */
const ALWAYS = new Set(['directive.acknowledged']);

/**
 * Refuses a write to an investigation that is not running.
 * @throws Conflict `waiting-at-checkpoint`, `paused` or `stopped`.
 */
export function demandRunning(row: InvestigationRow): void {
  switch (row.status) {
    case 'running':
      return;
    case 'waiting':
      throw new Conflict(
        'waiting-at-checkpoint',
        'The investigation waits at a stop point until a person decides. Nothing was recorded.',
        { checkpointId: row.checkpointId },
      );
    case 'paused':
      throw new WriteRefused(
        row.id,
        'paused',
        'A person has to resume the investigation. Nothing was recorded.',
      );
    case 'stopped':
      throw new WriteRefused(
        row.id,
        'stopped',
        'The investigation was stopped. Nothing was recorded.',
      );
    case 'concluded':
    case 'failed':
      throw new Conflict('stopped', `The investigation has ${row.status}. Nothing was recorded.`);
  }
}

/** Refuses what the investigation's status or stage does not allow; acknowledging always may. */
export function demandWritable(row: InvestigationRow, events: AgentEvent[]): void {
  if (events.every((event) => ALWAYS.has(event.kind))) return;
  demandRunning(row);
  for (const event of events) {
    if (event.kind !== 'investigation.concluded') continue;
    if (event.outcome === 'root_cause_identified' && row.stage !== 'proposing') {
      throw new Conflict(
        'stage-locked',
        'A root cause is identified only after the commitment stop point was released.',
      );
    }
  }
}

const STAGE_OF: Record<AskedStage, Stage> = {
  evidence: 'gathering',
  commitment: 'hypothesizing',
};

/** Refuses a stop point that does not belong to the stage. @throws Conflict `stage-locked`. */
export function demandStageFor(row: InvestigationRow, stage: AskedStage): void {
  if (row.stage === STAGE_OF[stage]) return;
  throw new Conflict(
    'stage-locked',
    `The ${stage} stop point belongs to the stage ${STAGE_OF[stage]}; this one is ${row.stage}.`,
  );
}

/** What an event needs of its author's scope; nothing, for those that only answer a person. */
function needed(
  event: AgentEvent,
  of: { service: string; environment: string },
): ScopeQuestion | undefined {
  switch (event.kind) {
    case 'step.started':
      return {
        verb: 'observe',
        tool: event.tool,
        ...(event.source === undefined ? {} : { source: event.source }),
      };
    case 'evidence.recorded':
      return {
        verb: 'observe',
        source: event.evidence.source,
        service: event.evidence.service ?? of.service,
        environment: event.evidence.environment ?? of.environment,
      };
    case 'hypothesis.proposed':
    case 'hypothesis.revised':
    case 'hypothesis.linked':
    case 'investigation.concluded':
      return { verb: 'hypothesize' };
    case 'step.finished':
    case 'note.added':
      return { verb: 'observe' };
    case 'directive.acknowledged':
      return undefined;
  }
}

export interface Violation {
  event: string;
  kind: string;
  axis: string;
  value: string;
}

/** The events that reach outside their author's scope, with the first axis that refuses. */
export function violations(
  scope: Scope,
  events: AgentEvent[],
  of: { service: string; environment: string },
): Violation[] {
  return events.flatMap((event) => {
    const asked = needed(event, of);
    const axis = asked && uncovered(scope, asked)[0];
    if (!axis) return [];
    return [{ event: event.id, kind: event.kind, axis, value: asked[axis] ?? '' }];
  });
}

/**
 * Refuses a control that makes no sense now.
 * @throws Conflict `stopped`, `paused`, `not-paused` or `waiting-at-checkpoint`.
 */
export function demandControllable(row: InvestigationRow, control: Control): void {
  if (!isGoing(row)) throw new Conflict('stopped', 'The investigation has ended already.');
  if (control === 'resume' && row.status !== 'paused') {
    throw new Conflict('not-paused', 'The investigation is not paused.');
  }
  if (control !== 'pause' || row.status === 'running') return;
  throw row.status === 'paused'
    ? new Conflict('paused', 'The investigation is paused already.')
    : new Conflict(
        'waiting-at-checkpoint',
        'It waits at a stop point, and does nothing meanwhile.',
      );
}

/** Whether an agent is at it still: what has ended hears of nothing more. */
export const isGoing = ({ status }: Pick<InvestigationRow, 'status'>): boolean =>
  status === 'running' || status === 'waiting' || status === 'paused';

/** @throws Conflict `imported` where it is a recording. */
export function demandSteerable({ clock }: Pick<InvestigationRow, 'clock'>): void {
  if (clock !== 'imported') return;
  throw new Conflict('imported', 'This is a recording; what it did cannot be steered.');
}
