import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What every service exposes at /metrics, in Prometheus' text format. */
export function openMeasures(service: string, release: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ service, release });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const labelNames = ['route', 'status'] as const;
  return {
    registry,
    requests: new Counter({
      name: 'http_requests_total',
      help: 'Requests answered, by route and status.',
      labelNames,
      registers: [registry],
    }),
    duration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Seconds from a request to its answer.',
      labelNames: ['route'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    inFlight: new Gauge({
      name: 'http_requests_in_flight',
      help: 'Requests being answered now.',
      registers: [registry],
    }),
  };
}
export type Measures = ReturnType<typeof openMeasures>;
