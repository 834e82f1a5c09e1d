import {
  type ExecutionRow,
  executionRow,
  type grantPayloads,
  type GrantRow,
  grantRow,
} from '@/lib/grants/schema';
import type { actionPayloads, ActionTarget } from '@/lib/actions/schema';
import { eventOf, projection } from '@/lib/log/projection';

type Kinds = typeof grantPayloads & Pick<typeof actionPayloads, 'action.settled'>;

/** One execution at a time holds a target; the parts cannot run into each other. */
export const targetKey = (target: ActionTarget): string =>
  JSON.stringify([target.service, target.environment, target.resource]);

export const grantProjection = projection<GrantRow>({
  name: 'grant',
  key: 'id',
  row: grantRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    switch (event.kind) {
      case 'grant.minted':
      case 'grant.redeemed':
      case 'grant.expired':
      case 'grant.revoked':
        return [event.payload.grant];
      default:
        return [];
    }
  },
  fold(row, stored, id) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'grant.minted') {
      const { grant: _id, action, ...minted } = event.payload;
      return {
        id,
        ...minted,
        actionId: action,
        investigationId: event.stream,
        state: 'minted',
        issuedAt: event.recordedAt,
        redeemedAt: null,
        executionId: null,
      };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'grant.redeemed': {
        const executionId = event.payload.execution;
        return { ...row, state: 'redeemed', redeemedAt: event.recordedAt, executionId };
      }
      case 'grant.expired':
        return { ...row, state: 'expired' };
      case 'grant.revoked':
        return { ...row, state: 'revoked' };
      default:
        return row;
    }
  },
});

export const executionProjection = projection<ExecutionRow>({
  name: 'execution',
  key: 'id',
  row: executionRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    switch (event.kind) {
      case 'grant.redeemed':
      case 'execution.started':
      case 'execution.heartbeat':
      case 'execution.output':
      case 'execution.succeeded':
      case 'execution.failed':
      case 'execution.lost':
        return [event.payload.execution];
      default:
        return [];
    }
  },
  fold(row, stored, id) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'grant.redeemed') {
      return {
        id,
        actionId: event.payload.action,
        grantId: event.payload.grant,
        investigationId: event.stream,
        executorId: event.actor.id,
        targetKey: targetKey(event.payload.target),
        state: 'executing',
        startedAt: event.recordedAt,
        leaseExpiresAt: event.payload.leaseExpiresAt,
        finishedAt: null,
        exitCode: null,
        lastText: null,
      };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'execution.started':
      case 'execution.heartbeat':
      case 'execution.output': {
        const { leaseExpiresAt, text } = event.payload;
        return { ...row, leaseExpiresAt, lastText: text ?? row.lastText };
      }
      case 'execution.succeeded':
      case 'execution.failed': {
        const state = event.kind === 'execution.succeeded' ? 'succeeded' : 'failed';
        const { exitCode, text } = event.payload;
        const lastText = text ?? row.lastText;
        return { ...row, state, exitCode, lastText, finishedAt: event.recordedAt };
      }
      case 'execution.lost':
        return { ...row, state: 'indeterminate', finishedAt: event.recordedAt };
      default:
        return row;
    }
  },
});
