import { z } from 'zod';
import { instantOut } from '@/lib/log/schema';

/** How far back; a quarter is the longest that a habit is worth looking at. */
export const loadDays = z.enum(['7', '30', '90']);
export type LoadDays = z.infer<typeof loadDays>;

const count = z.number().int();

const figures = z.object({
  asked: count,
  decided: count,
  /** Nobody decided in time. */
  expired: count,
  /** Taken back, or void before anybody decided. */
  withdrawn: count,
  /** Changed before anybody had decided. */
  superseded: count,
  open: count,
  /** From being asked to being decided, of what was decided; null where nothing was. */
  medianMs: z.number().nullable(),
  p90Ms: z.number().nullable(),
});
export type Figures = z.infer<typeof figures>;

const ofPerson = z.object({
  id: z.string(),
  name: z.string(),
  /** Prompts that they were told of, or decided. */
  asked: count,
  decided: count,
  /** Decided by others before they did. */
  byOthers: count,
  expired: count,
  medianMs: z.number().nullable(),
  p90Ms: z.number().nullable(),
});
export type PersonLoad = z.infer<typeof ofPerson>;

export const promptLoad = z.object({
  days: count,
  from: instantOut,
  to: instantOut,
  total: figures,
  people: z.array(ofPerson),
  services: z.array(figures.extend({ service: z.string() })),
  /** One for each day (UTC), quiet ones too, oldest first. */
  daily: z.array(z.object({ day: z.string(), asked: count, decided: count, expired: count })),
  /** More was asked than was looked at. */
  isCut: z.boolean(),
});
export type PromptLoad = z.infer<typeof promptLoad>;
