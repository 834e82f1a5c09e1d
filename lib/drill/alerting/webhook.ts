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

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

/** Alertmanager's webhook, version "4", for a group of one alert. */
export function webhookBody(settings: Settings, reading: AlertReading) {
  const { service, errors } = reading;
  const status = reading.endsAt ? 'resolved' : 'firing';
  const groupLabels = { alertname: ALERT_NAME, drill: settings.drill, service };
  const labels = { ...groupLabels, environment: ENVIRONMENT, severity: 'critical' };
  const annotations = {
    summary: `${service} fails ${percent(share(errors))} of its requests`,
    description:
      `${errors.hits} of ${errors.total} answers of ${service} in the last ${settings.windowS} s ` +
      `had status 5xx; the rule allows ${percent(settings.threshold)} for ${settings.forS} s.`,
  };
  const text = Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(',');
  const selector = Object.entries(groupLabels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ');
  return {
    version: '4',
    groupKey: `{}:{${selector}}`,
    truncatedAlerts: 0,
    status,
    receiver: 'countersign',
    groupLabels,
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: new URL('/', reading.generatorUrl).href,
    alerts: [
      {
        status,
        labels,
        annotations,
        startsAt: reading.startsAt,
        endsAt: reading.endsAt ?? '0001-01-01T00:00:00Z',
        generatorURL: reading.generatorUrl,
        fingerprint: createHash('sha256').update(text).digest('hex').slice(0, 16),
      },
    ],
  };
}
