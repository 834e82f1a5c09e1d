import { z } from 'zod';
import { type IdentityRow, identityRow } from '@/lib/agents/schema-identity';
import { eventOf, projection } from '@/lib/log/projection';

export const identityPayloads = {
  'agent.identity_added': z.object({
    identity: z.string(),
    issuer: z.string(),
    subject: z.string(),
    audience: z.string(),
  }),
  'agent.identity_removed': z.object({ identity: z.string() }),
};

/** Which workloads stand for which agent: asked at every request that brings an issuer's token. */
export const identityProjection = projection<IdentityRow>({
  name: 'workload_identity',
  key: 'id',
  row: identityRow,
  keysOf(stored) {
    const event = eventOf<typeof identityPayloads>(stored);
    switch (event.kind) {
      case 'agent.identity_added':
      case 'agent.identity_removed':
        return [event.payload.identity];
      default:
        return [];
    }
  },
  fold(row, stored, id) {
    const event = eventOf<typeof identityPayloads>(stored);
    if (event.kind === 'agent.identity_added') {
      const { issuer, subject, audience } = event.payload;
      const who = { agentId: event.stream, issuer, subject, audience };
      return { id, ...who, createdAt: event.recordedAt, removedAt: null };
    }
    if (!row || event.kind !== 'agent.identity_removed') return row;
    return { ...row, removedAt: event.recordedAt };
  },
});
