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
  mergedInto: z.string().nullable(),
  groupKey: z.string().nullable(),
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
  }),
  'incident.changed': z.object({
    changes: z.object({
      status: incidentStatus.optional(),
      severity: severity.optional(),
      commanderId: z.string().nullable().optional(),
      outageClass: outageClass.optional(),
      mergedInto: z.string().optional(),
    }),
  }),
  'incident.alerted': z.object({ alerts: z.array(alert) }),
};
