import { z } from 'zod';
import { type AgentRow, agentKind, agentRow, controlLevel, scope } from '@/lib/agents/schema';
import { eventOf, projection } from '@/lib/log/projection';
import { instantOut } from '@/lib/log/schema';

const why = z.object({ reason: z.string() });

export const agentPayloads = {
  'agent.created': z.object({
    name: z.string(),
    kind: agentKind,
    ownerId: z.string(),
    purpose: z.string(),
    runtime: z.string().nullable(),
    controlLevel,
    scope,
    parentId: z.string().nullable(),
    expiresAt: instantOut,
  }),
  'agent.changed': z.object({
    purpose: z.string().optional(),
    runtime: z.string().nullable().optional(),
    controlLevel: controlLevel.optional(),
  }),
  'agent.owner_changed': z.object({ ownerId: z.string() }),
  'agent.scope_changed': z.object({ scope, reason: z.string() }),
  'agent.trim_proposed': z.object({ trim: z.string(), scope, reason: z.string() }),
  'agent.trim_decided': z.object({
    trim: z.string(),
    decision: z.enum(['accept', 'reject']),
    reason: z.string().nullable(),
  }),
  'agent.key_created': z.object({
    key: z.string(),
    expiresAt: instantOut.nullable(),
    replaces: z.string().nullable(),
  }),
  'agent.key_rotated': z.object({ key: z.string(), replacedBy: z.string(), expiresAt: instantOut }),
  'agent.key_revoked': z.object({ key: z.string() }),
  'agent.suspended': why,
  'agent.resumed': why,
  'agent.revoked': why,
  'delegation.refused': z.object({
    name: z.string(),
    exceeds: z.array(z.object({ axis: z.string(), names: z.array(z.string()) })),
    detail: z.string(),
  }),
};

type AgentKey = AgentRow['keys'][number];

const STATUS = {
  'agent.suspended': 'suspended',
  'agent.resumed': 'active',
  'agent.revoked': 'revoked',
} as const;

const withKey = (row: AgentRow, id: string, change: Partial<AgentKey>): AgentRow => ({
  ...row,
  keys: row.keys.map((key) => (key.id === id ? { ...key, ...change } : key)),
});

export const agentProjection = projection<AgentRow>({
  name: 'agent',
  key: 'id',
  row: agentRow,
  keysOf: (event) => (event.stream.startsWith('agt_') ? [event.stream] : []),
  fold(row, stored, id) {
    const event = eventOf<typeof agentPayloads>(stored);
    if (event.kind === 'agent.created') {
      const createdAt = event.recordedAt;
      const begun = { status: 'active' as const, statusReason: null, keys: [], trim: null };
      return { id, ...event.payload, ...begun, createdAt };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'agent.changed': {
        const { purpose = row.purpose, controlLevel: level = row.controlLevel } = event.payload;
        const { runtime = row.runtime } = event.payload;
        return { ...row, purpose, runtime, controlLevel: level };
      }
      case 'agent.owner_changed':
        return { ...row, ownerId: event.payload.ownerId };
      case 'agent.scope_changed':
        return { ...row, scope: event.payload.scope };
      case 'agent.trim_proposed': {
        const { trim, scope: narrowed, reason } = event.payload;
        const proposed = { proposedBy: event.actor, proposedAt: event.recordedAt };
        return { ...row, trim: { id: trim, scope: narrowed, reason, ...proposed } };
      }
      case 'agent.trim_decided':
        return row.trim?.id === event.payload.trim ? { ...row, trim: null } : row;
      case 'agent.key_created': {
        const { key: keyId, expiresAt } = event.payload;
        const times = { createdAt: event.recordedAt, expiresAt, revokedAt: null };
        return { ...row, keys: [...row.keys, { id: keyId, ...times, replacedBy: null }] };
      }
      case 'agent.key_rotated': {
        const { key, replacedBy, expiresAt } = event.payload;
        return withKey(row, key, { replacedBy, expiresAt });
      }
      case 'agent.key_revoked':
        return withKey(row, event.payload.key, { revokedAt: event.recordedAt });
      case 'agent.suspended':
      case 'agent.resumed':
      case 'agent.revoked':
        return { ...row, status: STATUS[event.kind], statusReason: event.payload.reason };
      default:
        return row;
    }
  },
});
