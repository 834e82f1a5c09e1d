import { z } from 'zod';
import { fieldChange, serviceChange } from '@/lib/services/schema';

export const serviceHistoryOut = z.object({ items: z.array(serviceChange) });

/** What is wrong with a file, and where. */
export const fileFault = z.object({
  line: z.number().int(),
  /** The field, as in `services.3.environments`; empty for the file itself. */
  path: z.string(),
  message: z.string(),
});
export type FileFault = z.infer<typeof fileFault>;

/** What one service of a file would become. */
export const importedService = z.object({
  name: z.string(),
  line: z.number().int(),
  change: z.enum(['added', 'changed', 'unchanged']),
  changes: z.array(fieldChange),
  /** What the file leaves open, and what is assumed; nothing that stands in the way. */
  notices: z.array(z.string()),
});
export type ImportedService = z.infer<typeof importedService>;

export const importPreview = z.object({
  format: z.enum(['json', 'yaml', 'backstage']),
  services: z.array(importedService),
  faults: z.array(fileFault),
  /** About the file as a whole, such as entities that are no services. */
  notices: z.array(z.string()),
  /** Services of the catalogue that the file does not mention: they stay as they are. */
  untouched: z.number().int(),
  /** Names what is shown; applying it names it back. Lowercase hex. */
  basis: z.string(),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const importApplied = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
});
export type ImportApplied = z.infer<typeof importApplied>;
