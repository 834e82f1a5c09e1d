import canonicalize from 'canonicalize';
import { alertKey } from '@/lib/incidents/fold';
import type { Alert, AlertmanagerWebhook, OpenIncidentInput } from '@/lib/incidents/schema';

/** Alertmanager writes the year 1 for an alert that still fires. */
const STILL_FIRING_BEFORE = Date.parse('1970-01-01T00:00:00.000Z');

export function alertsOf(webhook: AlertmanagerWebhook): Alert[] {
  return webhook.alerts.map((alert) => ({
    fingerprint: alert.fingerprint,
    status: alert.status,
    labels: alert.labels,
    annotations: alert.annotations,
    startsAt: alert.startsAt,
    endsAt: alert.endsAt && Date.parse(alert.endsAt) > STILL_FIRING_BEFORE ? alert.endsAt : null,
    generatorURL: alert.generatorURL ?? null,
  }));
}

const SEVERITIES = new Map([
  ['critical', 'sev2'],
  ['warning', 'sev3'],
] as const);

const cut = (text: string, length: number) => text.slice(0, length);

/** The incident that a firing group opens for these of its alerts. */
export function incidentFrom(webhook: AlertmanagerWebhook, alerts: Alert[]): OpenIncidentInput {
  const [first] = alerts;
  const labels = { ...first?.labels, ...webhook.groupLabels, ...webhook.commonLabels };
  const annotations = { ...first?.annotations, ...webhook.commonAnnotations };
  const service = labels.service || 'unknown';
  const name = labels.alertname || 'Alert';
  const said = annotations.summary || annotations.title;
  const starts = alerts.map((alert) => alert.startsAt).sort();
  const summary = annotations.description || undefined;
  const severity = SEVERITIES.get(labels.severity as 'critical' | 'warning') ?? 'sev4';
  return {
    title: cut((said || `${name} on ${service}`).trim() || name, 300),
    severity,
    service: cut(service, 120),
    environment: cut(labels.environment || labels.env || 'production', 60),
    ...(starts[0] ? { startedAt: starts[0] } : {}),
    ...(summary ? { summary: cut(summary, 8000) } : {}),
  };
}

/** The alerts that say something new: another state or other words than we know. */
export function alertNews(known: Alert[], news: Alert[]): Alert[] {
  const before = new Map(known.map((alert) => [alertKey(alert), canonicalize(alert)]));
  return news.filter((alert) => before.get(alertKey(alert)) !== canonicalize(alert));
}
