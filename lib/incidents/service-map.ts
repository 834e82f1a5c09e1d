import { z } from 'zod';
import { severity } from '@/lib/incidents/schema';
import { serviceRow } from '@/lib/services/schema';

/** The catalogue as its page shows it, whole, with what is open on it. */
export const serviceMap = z.object({
  /** By name; those that nobody declared only to readers of everything. */
  services: z.array(serviceRow),
  /** Names that declared services depend on and nobody declared; to readers of everything. */
  missing: z.array(z.object({ name: z.string(), namedBy: z.array(z.string()) })),
  openIncidents: z.array(
    z.object({ id: z.string(), title: z.string(), severity, service: z.string() }),
  ),
  /** Whether there are more services than are shown. */
  isCut: z.boolean(),
});
export type ServiceMap = z.infer<typeof serviceMap>;
