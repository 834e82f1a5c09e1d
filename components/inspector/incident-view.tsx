'use client';

import { useRoom } from '@/components/incident/room-context';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { Badge } from '@/components/ui/badge';
import { Fact, Facts } from '@/components/ui/panel';

const NOT_STATED = <span className="text-faint">not stated</span>;

/** What is known of an incident that no agent looks into yet. */
export default function IncidentView() {
  const { incident, service } = useRoom().state;
  return (
    <article className="flex min-w-0 flex-col gap-3 p-4">
      <header className="flex flex-col gap-1.5">
        <p className="text-xs text-muted">Incident</p>
        <h3 className="text-base font-semibold break-words">
          <VisibleText text={incident.title} />
        </h3>
      </header>
      <Facts>
        <Fact label="Opened by">
          <VisibleText text={incident.openedBy.name} />
        </Fact>
        <Fact label="Began">{utcFull(incident.startedAt)}</Fact>
        <Fact label="Class">{incident.outageClass ?? NOT_STATED}</Fact>
        <Fact label="Owners">
          {service && service.owners.length > 0 ? (
            <VisibleText text={service.owners.join(', ')} />
          ) : (
            NOT_STATED
          )}
        </Fact>
        <Fact label="Depends on">
          {service && service.dependsOn.length > 0 ? (
            <VisibleText text={service.dependsOn.join(', ')} />
          ) : (
            NOT_STATED
          )}
        </Fact>
      </Facts>
      {incident.alerts.length > 0 && (
        <ul aria-label="Alerts" className="flex flex-col gap-2 text-sm">
          {incident.alerts.map(({ fingerprint, status, labels, startsAt }) => (
            <li key={fingerprint} className="flex flex-wrap items-center gap-2">
              <Badge tone={status === 'firing' ? 'bad' : 'good'}>{status}</Badge>
              <VisibleText text={labels.alertname ?? fingerprint} />
              <span className="text-xs text-muted">since {utcFull(startsAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
