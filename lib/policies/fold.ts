import { eventOf, projection } from '@/lib/log/projection';
import { type PolicyRow, policyRow } from '@/lib/policies/schema';

export const policyPayloads = {
  'policy.adopted': policyRow.omit({ id: true, adoptedAt: true }),
};

export const policyProjection = projection<PolicyRow>({
  name: 'policy',
  key: 'id',
  row: policyRow,
  keysOf: (event) => (event.stream.startsWith('pol_') ? [event.stream] : []),
  fold(row, stored, id) {
    const event = eventOf<typeof policyPayloads>(stored);
    if (event.kind !== 'policy.adopted') return row;
    return { id, ...event.payload, adoptedAt: event.recordedAt };
  },
});
