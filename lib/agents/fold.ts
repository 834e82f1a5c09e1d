import { z } from 'zod';
import { type AgentRow, agentKind, agentRow, scope } from '@/lib/agents/schema';
import { instantOut } from '@/lib/log/schema';
import { eventOf, projection } from '@/lib/log/projection';

const why = z.object({ reason: z.string() });

export const agentPayloads = {
  'agent.created': z.object({
    name: z.string(),
    kind: agentKind,
    ownerId: z.string(),
    purpose: z.string(),
    scope,
    parentId: z.string().nullable(),
    expiresAt: instantOut,
  }),
  'agent.key_created': z.object({ key: z.string() }),
  'agent.key_revoked': z.object({ key: z.string() }),
  'agent.suspended': why,
  'agent.resumed': why,
  'agent.revoked': why,
};

const STATUS = {
  'agent.suspended': 'suspended',
  'agent.resumed': 'active',
  'agent.revoked': 'revoked',
} as const;

export const agentProjection = projection<AgentRow>({
  name: 'agent',
  key: 'id',
  row: agentRow,
  keysOf: (event) => (event.stream.startsWith('agt_') ? [event.stream] : []),
  fold(row, stored, id) {
    const event = eventOf<typeof agentPayloads>(stored);
    if (event.kind === 'agent.created') {
      const createdAt = event.recordedAt;
      return { id, ...event.payload, status: 'active', statusReason: null, createdAt, keys: [] };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'agent.key_created': {
        const key = { id: event.payload.key, createdAt: event.recordedAt, revokedAt: null };
        return { ...row, keys: [...row.keys, key] };
      }
      case 'agent.key_revoked': {
        const revokedAt = event.recordedAt;
        const keys = row.keys.map((key) =>
          key.id === event.payload.key ? { ...key, revokedAt } : key,
        );
        return { ...row, keys };
      }
      case 'agent.suspended':
      case 'agent.resumed':
      case 'agent.revoked':
        return { ...row, status: STATUS[event.kind], statusReason: event.payload.reason };
      default:
        return row;
    }
  },
});
