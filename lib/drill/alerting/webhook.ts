import { createHash } from 'node:crypto';
import { ENVIRONMENT, type ServiceName } from '../site/layout';
import type { Settings } from '../site/settings';
import { share, type Count } from '../statistics/proportions';

export const ALERT_NAME = 'HighErrorRate';

export interface AlertReading {
  service: ServiceName;
  errors: Count;
  startsAt: string;
  /** Null while firing. */
  endsAt: string | null;
  generatorUrl: string;
}

type Labels = Record<string, string>;

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

function fingerprintOf(labels: Labels): string {
  const text = Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(',');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function alertOf(settings: Settings, group: Labels, reading: AlertReading) {
  const { service, errors, startsAt, endsAt, generatorUrl } = reading;
  const labels: Labels = { ...group, service, environment: ENVIRONMENT, severity: 'critical' };
  const annotations: Labels = {
    summary: `${service} fails ${percent(share(errors))} of its requests`,
    description:
      `${errors.hits} of ${errors.total} answers of ${service} in the last ${settings.windowS} s ` +
      `had status 5xx; the rule allows ${percent(settings.threshold)} for ${settings.forS} s.`,
  };
  return {
    status: endsAt ? 'resolved' : 'firing',
    labels,
    annotations,
    startsAt,
    endsAt: endsAt ?? '0001-01-01T00:00:00Z',
    generatorURL: generatorUrl,
    fingerprint: fingerprintOf(labels),
  };
}

const inCommon = (all: readonly Labels[]): Labels =>
  Object.fromEntries(
    Object.entries(all[0] ?? {}).filter(([name, value]) => all.every((one) => one[name] === value)),
  );

/**
 * Alertmanager's webhook, version "4", for one group of alerts: all of one drill, so that a second
 * service which starts to fail joins the incident of the first. The group fires while any of it does.
 */
export function webhookBody(settings: Settings, readings: readonly AlertReading[]) {
  const groupLabels = { alertname: ALERT_NAME, drill: settings.drill };
  const alerts = readings.map((reading) => alertOf(settings, groupLabels, reading));
  const selector = Object.entries(groupLabels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ');
  return {
    version: '4',
    groupKey: `{}:{${selector}}`,
    truncatedAlerts: 0,
    status: alerts.some((alert) => alert.status === 'firing') ? 'firing' : 'resolved',
    receiver: 'countersign',
    groupLabels,
    commonLabels: inCommon(alerts.map((alert) => alert.labels)),
    commonAnnotations: inCommon(alerts.map((alert) => alert.annotations)),
    externalURL: new URL('/', readings[0]?.generatorUrl ?? 'http://127.0.0.1').href,
    alerts,
  };
}
