import { z } from 'zod';
import { eventOf, projection } from '@/lib/log/projection';
import { type ServiceRow, serviceRow } from '@/lib/services/schema';

export const servicePayloads = {
  'service.declared': serviceRow.omit({ declared: true }),
  /** An alert or an incident named it; nobody has declared it. */
  'service.named': z.object({ name: z.string(), environment: z.string() }),
};

export const serviceStream = (name: string): string => `svc:${name}`;

export const serviceProjection = projection<ServiceRow>({
  name: 'service',
  key: 'name',
  row: serviceRow,
  keysOf: (event) => (event.stream.startsWith('svc:') ? [event.stream.slice('svc:'.length)] : []),
  fold(row, stored, name) {
    const event = eventOf<typeof servicePayloads>(stored);
    if (event.kind === 'service.declared') return { ...event.payload, declared: true };
    if (row || event.kind !== 'service.named') return row;
    return {
      name,
      environments: [event.payload.environment],
      dependsOn: [],
      owners: [],
      trafficShare: null,
      actionKinds: {},
      declared: false,
    };
  },
});
