import { eventOf, projection } from '@/lib/log/projection';
import { type servicePayloads, type ServiceRow, serviceRow } from '@/lib/services/schema';

const PREFIX = 'svc:';

export const serviceStream = (name: string): string => `${PREFIX}${name}`;

/** What is known of a service that nobody declares: its name, and where it was seen. */
const unknown = (name: string, environments: string[]): ServiceRow => ({
  name,
  environments,
  dependsOn: [],
  owners: [],
  trafficShare: null,
  actionKinds: {},
  declared: false,
  retiredAt: null,
});

export const serviceProjection = projection<ServiceRow>({
  name: 'service',
  key: 'name',
  row: serviceRow,
  keysOf: ({ stream, kind }) =>
    stream.startsWith(PREFIX) && kind.startsWith('service.') ? [stream.slice(PREFIX.length)] : [],
  fold(row, stored, name) {
    const event = eventOf<typeof servicePayloads>(stored);
    switch (event.kind) {
      case 'service.declared':
        return { ...event.payload, declared: true, retiredAt: null };
      case 'service.named':
        return row ?? unknown(name, [event.payload.environment]);
      case 'service.retired':
        // Whatever was declared of it does not hold any more; only that it was here does.
        return row && { ...unknown(name, row.environments), retiredAt: event.recordedAt };
      default:
        return row;
    }
  },
});
