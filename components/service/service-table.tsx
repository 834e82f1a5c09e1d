'use client';

import { VisibleText } from '@/components/text/visible-text';
import { StateBadge } from '@/components/ui/state-badge';
import { HeadCell, Table } from '@/components/ui/table';
import type { ServiceRow } from '@/lib/services/schema';
import { sayShare, standingOf } from './service-words';
import { PlainButton } from '@/components/ui/plain-button';

export interface ServiceTableProps {
  services: ServiceRow[];
  selected: string | undefined;
  openOn: ReadonlyMap<string, number>;
  onSelect: (name: string) => void;
}

/** The same services as the drawing, in rows. */
export function ServiceTable({ services, selected, openOn, onSelect }: ServiceTableProps) {
  return (
    <Table
      caption="Services of the catalogue"
      className="max-h-[36rem]"
      head={
        <>
          <HeadCell>Service</HeadCell>
          <HeadCell>Depends on</HeadCell>
          <HeadCell>Environments</HeadCell>
          <HeadCell>Owners</HeadCell>
          <HeadCell numeric>Share</HeadCell>
          <HeadCell numeric>Open incidents</HeadCell>
        </>
      }
    >
      {services.map((service) => {
        const { name, dependsOn, environments, owners, trafficShare } = service;
        const open = openOn.get(name) ?? 0;
        return (
          <tr key={name} className={name === selected ? 'bg-hover' : undefined}>
            <th scope="row" className="py-1 font-normal">
              <span className="flex items-center gap-2">
                <PlainButton
                  aria-pressed={name === selected}
                  onClick={() => onSelect(name)}
                  className="min-h-6 rounded-sm text-left font-medium break-words text-ink underline-offset-2 hover:underline pointer-coarse:min-h-11"
                >
                  <VisibleText text={name} />
                </PlainButton>
                {!service.declared && (
                  <StateBadge noun="service" value={standingOf(service)} look="plain" />
                )}
              </span>
            </th>
            <td>
              <VisibleText text={dependsOn.join(', ') || '–'} />
            </td>
            <td>
              <VisibleText text={environments.join(', ')} />
            </td>
            <td>
              <VisibleText text={owners.join(', ') || '–'} />
            </td>
            <td className="text-right whitespace-nowrap">
              {trafficShare === null ? '–' : sayShare(trafficShare).replace(' of traffic', '')}
            </td>
            <td className="text-right">{open}</td>
          </tr>
        );
      })}
    </Table>
  );
}
