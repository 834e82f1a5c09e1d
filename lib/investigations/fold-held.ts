import {
  type CheckpointRow,
  checkpointRow,
  type DirectiveRow,
  directiveRow,
  type serverPayloads,
  type StepRow,
  stepRow,
  type storedPayloads,
} from '@/lib/investigations/schema';
import { eventOf, projection } from '@/lib/log/projection';

type Kinds = typeof storedPayloads & typeof serverPayloads;

const OUTCOMES = { release: 'released', return: 'returned', stop: 'stopped' } as const;

export const checkpointProjection = projection<CheckpointRow>({
  name: 'checkpoint',
  key: 'id',
  row: checkpointRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    switch (event.kind) {
      case 'checkpoint.requested':
      case 'checkpoint.decided':
      case 'checkpoint.expired':
        return [event.payload.checkpoint];
      default:
        return [];
    }
  },
  fold(row, stored, id) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'checkpoint.requested') {
      const { checkpoint: _id, ...asked } = event.payload;
      return {
        id,
        investigationId: event.stream,
        ...asked,
        state: 'waiting',
        requestedSeq: event.seq,
        requestedAt: event.recordedAt,
        decidedAt: null,
        decidedBy: null,
        instruction: null,
        reason: null,
      };
    }
    if (!row) return undefined;
    const decidedAt = event.recordedAt;
    if (event.kind === 'checkpoint.expired') return { ...row, state: 'expired', decidedAt };
    if (event.kind !== 'checkpoint.decided') return row;
    const { decision, instruction, reason } = event.payload;
    const state = OUTCOMES[decision];
    return { ...row, state, decidedAt, decidedBy: event.actor, instruction, reason };
  },
});

export const directiveProjection = projection<DirectiveRow>({
  name: 'directive',
  key: 'id',
  row: directiveRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    switch (event.kind) {
      case 'directive.given':
      case 'directive.delivered':
      case 'directive.acknowledged':
        return [event.payload.directive];
      case 'write.refused':
        return event.payload.directive === null ? [] : [event.payload.directive];
      default:
        return [];
    }
  },
  fold(row, stored, id) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'directive.given') {
      const { control, instruction, reason, checkpoint } = event.payload;
      return {
        id,
        investigationId: event.stream,
        seq: event.seq,
        kind: control,
        instruction,
        reason,
        checkpointId: checkpoint,
        givenBy: event.actor,
        givenAt: event.recordedAt,
        deliveredAt: null,
        acknowledgedAt: null,
        refusedWrites: 0,
      };
    }
    if (!row) return row;
    switch (event.kind) {
      case 'directive.delivered':
        return { ...row, deliveredAt: row.deliveredAt ?? event.recordedAt };
      case 'directive.acknowledged':
        return { ...row, acknowledgedAt: row.acknowledgedAt ?? event.recordedAt };
      case 'write.refused':
        return { ...row, refusedWrites: event.payload.attempts };
      default:
        return row;
    }
  },
});

export const stepProjection = projection<StepRow>({
  name: 'step',
  version: 2,
  key: 'key',
  row: stepRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'step.started' || event.kind === 'step.finished') {
      return [`${event.stream}/${event.payload.step}`];
    }
    return [];
  },
  fold(row, stored, key) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'step.started') {
      const { step, tool, source = null, lane = null, look = null } = event.payload;
      return {
        key,
        investigationId: event.stream,
        id: step,
        seq: event.seq,
        tool,
        source,
        lane,
        status: 'running',
        startedAt: event.at,
        finishedAt: null,
        durationMs: null,
        error: null,
        look,
        finishedSeq: null,
      };
    }
    // A step ends once: a second end would change what people have already read.
    if (!row || event.kind !== 'step.finished' || row.finishedSeq !== null) return row;
    const { status, error = null } = event.payload;
    const elapsed = Date.parse(event.at) - Date.parse(row.startedAt);
    const durationMs = event.payload.durationMs ?? (elapsed >= 0 ? elapsed : null);
    return { ...row, status, error, finishedAt: event.at, durationMs, finishedSeq: event.seq };
  },
});
