import { z } from 'zod';
import { severity } from '@/lib/incidents/schema';
import { instantOut, madeId } from '@/lib/log/schema';

/** Incidents that one act may concern. */
export const MOST_AT_ONCE = 200;

const reason = z.string().trim().min(1, 'must say why').max(2000);

const ids = (least: number) =>
  z
    .array(madeId)
    .min(least)
    .max(MOST_AT_ONCE)
    .refine((given) => new Set(given).size === given.length, 'must name each incident once');

export const mergeIncidentsInput = z.strictObject({
  /** Those that become part of the one in the address. */
  incidentIds: ids(1),
  reason: reason.optional(),
});
export type MergeIncidentsInput = z.infer<typeof mergeIncidentsInput>;

export const unmergeIncidentInput = z.strictObject({ reason });
export type UnmergeIncidentInput = z.infer<typeof unmergeIncidentInput>;

export const splitIncidentInput = z.strictObject({
  /** Of the alerts that become an incident of their own. */
  fingerprints: z.array(z.string().min(1).max(200)).min(1).max(1000),
  title: z.string().trim().min(1).max(300).optional(),
  severity: severity.optional(),
  reason,
});
export type SplitIncidentInput = z.infer<typeof splitIncidentInput>;

export const tellApartInput = z.strictObject({
  incidentIds: ids(2),
  reason: reason.optional(),
});
export type TellApartInput = z.infer<typeof tellApartInput>;

/** What a room says of an incident that is joined to its own. */
export const incidentRef = z.object({
  id: z.string(),
  title: z.string(),
  service: z.string(),
  environment: z.string(),
});
export type IncidentRef = z.infer<typeof incidentRef>;

/** One incident beside others, as an offer to merge shows it. */
export const relatedIncident = incidentRef.extend({
  severity,
  /** When the first of its alerts began; when it is said to have begun, where it has none. */
  beganAt: instantOut,
  /** Why it is thought one with the suggested survivor; empty of that one itself. */
  why: z.string(),
});
export type RelatedIncident = z.infer<typeof relatedIncident>;

/** Incidents that may be one outage. Nothing is merged by offering it. */
export const mergeOffer = z.object({
  /** The likely upstream, into which the others would go. */
  survivorId: z.string(),
  /** The survivor first, then by when they began. */
  incidents: z.array(relatedIncident),
  why: z.string(),
  /** Why the asker may not merge these; null where they may. */
  refusal: z.string().nullable(),
});
export type MergeOffer = z.infer<typeof mergeOffer>;
