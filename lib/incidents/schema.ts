import { z } from 'zod';
import { eventActor, instant, instantOut, madeId } from '@/lib/log/schema';
import { outageClass } from '@/lib/services/schema';

export const severity = z.enum(['sev1', 'sev2', 'sev3', 'sev4']);
export type Severity = z.infer<typeof severity>;
export const incidentStatus = z.enum(['open', 'mitigated', 'resolved', 'closed']);
export type IncidentStatus = z.infer<typeof incidentStatus>;

/** `imported`: a recording of something past, told by its own times. Said when it is opened. */
export const clock = z.enum(['live', 'imported']);

export const alert = z.object({
  fingerprint: z.string(),
  status: z.enum(['firing', 'resolved']),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  startsAt: instantOut,
  endsAt: instantOut.nullable(),
  generatorURL: z.string().nullable(),
  /** The merged incident that it came with, where it is not this one's own. */
  of: z.string().optional(),
});
export type Alert = z.infer<typeof alert>;

export const incidentRow = z.object({
  id: madeId,
  title: z.string(),
  summary: z.string().nullable(),
  severity,
  service: z.string(),
  environment: z.string(),
  outageClass: outageClass.nullable(),
  status: incidentStatus,
  clock,
  commanderId: z.string().nullable(),
  openedBy: eventActor,
  startedAt: instantOut,
  openedAt: instantOut,
  updatedAt: instantOut,
  endedAt: instantOut.nullable(),
  /** The incident that it is part of: never one that is itself part of another. */
  mergedInto: z.string().nullable(),
  /** The one that it was part of before, and came along with. */
  mergedVia: z.string().nullable(),
  splitFrom: z.string().nullable(),
  groupKey: z.string().nullable(),
  /** Other groups of alerts of which it took some when it was split off. */
  groupKeys: z.array(z.string()),
  /** Incidents of which a person said that they are not the same outage. */
  apartFrom: z.array(z.string()),
  alerts: z.array(alert),
});
export type IncidentRow = z.infer<typeof incidentRow>;

export const openIncidentInput = z.strictObject({
  title: z.string().trim().min(1).max(300),
  severity,
  service: z.string().min(1).max(120),
  environment: z.string().min(1).max(60),
  outageClass: outageClass.optional(),
  startedAt: instant.optional(),
  summary: z.string().max(8000).optional(),
  /** `imported`: only recordings may be told into it, and it stands apart from what is live. */
  clock: clock.optional(),
});
export type OpenIncidentInput = z.infer<typeof openIncidentInput>;

export const changeIncidentInput = z
  .strictObject({
    status: incidentStatus.optional(),
    severity: severity.optional(),
    commanderId: madeId.nullable().optional(),
    outageClass: outageClass.optional(),
    mergedInto: madeId.optional(),
  })
  .refine((input) => Object.keys(input).length > 0, 'must change something');
export type ChangeIncidentInput = z.infer<typeof changeIncidentInput>;

const labels = z.record(z.string(), z.string());

/** Alertmanager's webhook, version 4; keys we do not know are ignored, as it asks of receivers. */
export const alertmanagerWebhook = z.object({
  version: z.literal('4'),
  groupKey: z.string().min(1).max(2000),
  status: z.enum(['firing', 'resolved']),
  receiver: z.string().optional(),
  groupLabels: labels.default({}),
  commonLabels: labels.default({}),
  commonAnnotations: labels.default({}),
  externalURL: z.string().optional(),
  truncatedAlerts: z.number().optional(),
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        labels: labels.default({}),
        annotations: labels.default({}),
        startsAt: instant,
        endsAt: instant.optional(),
        generatorURL: z.string().optional(),
        fingerprint: z.string().min(1).max(200),
      }),
    )
    .min(1)
    .max(1000),
});
export type AlertmanagerWebhook = z.infer<typeof alertmanagerWebhook>;

export const incidentPayloads = {
  'incident.opened': z.object({
    title: z.string(),
    summary: z.string().nullable(),
    severity,
    service: z.string(),
    environment: z.string(),
    outageClass: outageClass.nullable(),
    startedAt: instantOut,
    groupKey: z.string().nullable(),
    alerts: z.array(alert),
    clock,
    splitFrom: z.string().optional(),
    groupKeys: z.array(z.string()).optional(),
  }),
  'incident.changed': z.object({
    changes: z.object({
      status: incidentStatus.optional(),
      severity: severity.optional(),
      commanderId: z.string().nullable().optional(),
      outageClass: outageClass.optional(),
      /** As it was told before merging had events of its own. */
      mergedInto: z.string().optional(),
    }),
  }),
  'incident.alerted': z.object({ alerts: z.array(alert) }),
  /** It became part of another, by itself or along with what it was part of. */
  'incident.merged': z.object({
    into: z.string(),
    via: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  /** Others became part of it. */
  'incident.joined': z.object({
    incidents: z.array(z.string()),
    alerts: z.array(alert),
    reason: z.string().nullable(),
  }),
  /** It stands by itself again, with its alerts as they are by now. */
  'incident.unmerged': z.object({
    from: z.string(),
    alerts: z.array(alert),
    reason: z.string(),
  }),
  /** Others that were part of it are so no more, and took their alerts along. */
  'incident.left': z.object({ incidents: z.array(z.string()), reason: z.string() }),
  /** Some of its alerts became an incident of their own. */
  'incident.split': z.object({
    into: z.string(),
    alerts: z.array(z.object({ fingerprint: z.string(), of: z.string().nullable() })),
    reason: z.string(),
  }),
  /** A person said that it is not the same outage as these. */
  'incident.told_apart': z.object({
    from: z.array(z.string()),
    reason: z.string().nullable(),
  }),
};
