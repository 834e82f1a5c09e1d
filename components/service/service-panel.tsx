'use client';

import { Archive, Pencil, Plus } from 'lucide-react';
import Link from 'next/link';
import { ActGroup } from '@/components/directive/act-group';
import { whyFrozen } from '@/components/freeze/freeze-words';
import { useFrozen } from '@/components/freeze/freezes';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Fact, Facts, Panel } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import type { ServiceMap } from '@/lib/incidents/service-map';
import type { ServiceRow } from '@/lib/services/schema';
import { ServiceHistory } from './service-history';
import { ServiceKinds } from './service-kinds';
import { sayShare, standingOf } from './service-words';
import { PlainButton } from '@/components/ui/plain-button';

export interface ServicePanelProps {
  service: ServiceRow;
  /** What a change here can reach besides itself, nearest first. */
  reached: string[];
  incidents: ServiceMap['openIncidents'];
  /** Why this person cannot change it; undefined where they may. */
  refusal: string | undefined;
  onSelect: (name: string) => void;
  onEdit: () => void;
  onRetire: () => void;
}

/** One service: what the catalogue says of it, what it reaches, what is open on it, what changed. */
export function ServicePanel({
  service,
  reached,
  incidents,
  refusal,
  onSelect,
  onEdit,
  onRetire,
}: ServicePanelProps) {
  const { name, declared, environments, owners, dependsOn, trafficShare, actionKinds } = service;
  const frozen = useFrozen(name);
  return (
    <Panel
      title={<VisibleText text={name} />}
      aside={<StateBadge noun="service" value={standingOf(service)} look="plain" />}
    >
      <div className="flex flex-col gap-4">
        {frozen && (
          <Notice tone="waiting">
            <VisibleText text={whyFrozen(frozen)} />
          </Notice>
        )}
        {!declared && (
          <Notice tone="waiting" title="Nothing is known of it">
            {service.retiredAt
              ? 'It was withdrawn from the catalogue.'
              : 'An alert or an incident named it, and nobody has declared it.'}{' '}
            Every change of it is of high risk and needs people.
          </Notice>
        )}
        <Facts>
          {declared && (
            <>
              <Fact label="Environments">
                <VisibleText text={environments.join(', ')} />
              </Fact>
              <Fact label="Owners">
                <VisibleText text={owners.join(', ') || 'Nobody is named'} />
              </Fact>
              <Fact label="Carries">{sayShare(trafficShare)}</Fact>
              <Fact label="Depends on">
                <Names names={dependsOn} none="Nothing in the catalogue" onSelect={onSelect} />
              </Fact>
            </>
          )}
          <Fact label="A change reaches">
            <Names names={reached} none="Itself alone" onSelect={onSelect} />
          </Fact>
          <Fact label="Open on it">
            {incidents.length === 0 ? (
              'No incident'
            ) : (
              <ul className="flex flex-col gap-1">
                {incidents.map(({ id, title, severity }) => (
                  <li key={id} className="flex items-baseline gap-2">
                    <StateBadge noun="severity" value={severity} />
                    <Link
                      href={`/incidents/${encodeURIComponent(id)}`}
                      className="min-w-0 break-words text-ink underline underline-offset-2"
                    >
                      <VisibleText text={title} />
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Fact>
        </Facts>
        {declared && <ServiceKinds actionKinds={actionKinds} />}
        <ActGroup label="Change the catalogue" reasons={[refusal]}>
          <Button
            size="sm"
            variant={declared ? 'secondary' : 'primary'}
            icon={declared ? <Pencil aria-hidden size={13} /> : <Plus aria-hidden size={13} />}
            aria-haspopup="dialog"
            disabledReason={refusal}
            onClick={onEdit}
          >
            {declared ? 'Edit' : 'Declare it'}
          </Button>
          {declared && (
            <Button
              size="sm"
              variant="danger-quiet"
              icon={<Archive aria-hidden size={13} />}
              aria-haspopup="dialog"
              disabledReason={refusal}
              onClick={onRetire}
            >
              Withdraw
            </Button>
          )}
        </ActGroup>
        <ServiceHistory key={name} name={name} />
      </div>
    </Panel>
  );
}

interface NamesProps {
  names: string[];
  none: string;
  onSelect: (name: string) => void;
}

function Names({ names, none, onSelect }: NamesProps) {
  if (names.length === 0) return none;
  return (
    <ul className="flex flex-wrap gap-x-2 gap-y-1">
      {names.map((name) => (
        <li key={name} className="min-w-0">
          <PlainButton
            onClick={() => onSelect(name)}
            className="min-h-6 max-w-full rounded-sm text-left break-words text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink pointer-coarse:min-h-11"
          >
            <VisibleText text={name} />
          </PlainButton>
        </li>
      ))}
    </ul>
  );
}
