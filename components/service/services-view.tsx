'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Boxes, ExternalLink, FileUp, List, Plus, Waypoints } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { useSoon } from '@/components/action/use-soon';
import { Page, PageHeader } from '@/components/shell/page';
import { useCommand } from '@/components/shell/shortcuts';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Choice } from '@/components/ui/choice';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { late } from '@/components/ui/late';
import type { ServiceMap } from '@/lib/incidents/service-map';
import { useLive } from '@/lib/live/client';
import { dependencyCycles } from '@/lib/services/rules';
import { neededOf, reachOf, shownInGraph } from './catalogue-facts';
import { NeededList } from './needed-list';
import { ServiceGraph } from './service-graph';
import { ServicePanel } from './service-panel';
import { serviceMapQuery } from './service-queries';
import { ServiceTable } from './service-table';

const ServiceForm = late(() => import('./service-form'));
const RetireDialog = late(() => import('./retire-dialog'));

export interface ServicesViewProps {
  initial: ServiceMap;
  /** `*`, or the services that this person may change. */
  manageable: '*' | string[];
}

const gatherMs = 300;
const looks = ['graph', 'table'] as const;
const views = [
  { value: 'graph' as const, label: 'Drawing', icon: <Waypoints aria-hidden size={13} /> },
  { value: 'table' as const, label: 'Table', icon: <List aria-hidden size={13} /> },
];
const state = {
  service: parseAsString,
  view: parseAsStringLiteral(looks).withDefault('graph'),
};

type Asking = { what: 'edit'; name?: string } | { what: 'retire'; name: string };

/** The catalogue: what production is made of, what a change of it reaches, and what nobody declared. */
export function ServicesView({ initial, manageable }: ServicesViewProps) {
  const queries = useQueryClient();
  const map = useQuery({ ...serviceMapQuery, initialData: initial });
  const { services, missing, openIncidents, isCut } = map.data;
  const [{ service: chosen, view }, setState] = useQueryStates(state);
  const [asking, setAsking] = useState<Asking>();
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: ['services'] });
  }, gatherMs);
  useLive({
    onChange: ({ kind }) => /^(service|incident)\./.test(kind) && refresh(),
    onResumed: refresh,
  });
  const select = (name: string) => void setState({ service: name });
  const selected = services.find(({ name }) => name === chosen);
  const reached = useMemo(() => reachOf(selected?.name, services), [selected?.name, services]);
  const openOn = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { service } of openIncidents) counts.set(service, (counts.get(service) ?? 0) + 1);
    return counts;
  }, [openIncidents]);
  const circles = useMemo(() => dependencyCycles(services), [services]);
  const drawn = useMemo(() => shownInGraph(services, selected?.name), [services, selected?.name]);
  const needed = neededOf(services, missing);
  const known = services.filter(({ declared }) => declared).map(({ name }) => name);
  const refusalFor = (name: string): string | undefined =>
    manageable === '*' || manageable.includes(name)
      ? undefined
      : `Only an admin for ${name} can change what the catalogue says of it.`;
  const isAdmin = manageable === '*' || manageable.length > 0;
  useCommand({
    label: 'Declare a service',
    group: 'On this page',
    enabled: isAdmin,
    run: () => setAsking({ what: 'edit' }),
  });
  const actions = (
    <>
      <Link href="/services/links" className={buttonStyle()}>
        <ExternalLink aria-hidden size={14} />
        Links to sources
      </Link>
      {isAdmin && (
        <>
          <Link href="/services/import" className={buttonStyle()}>
            <FileUp aria-hidden size={14} />
            Import a file
          </Link>
          <Button
            variant="primary"
            icon={<Plus aria-hidden size={14} />}
            aria-haspopup="dialog"
            onClick={() => setAsking({ what: 'edit' })}
          >
            Declare a service
          </Button>
        </>
      )}
    </>
  );
  const editing = asking?.what === 'edit' ? asking : undefined;
  return (
    <Page>
      <PageHeader
        title="Services"
        lead="What production is made of. Risk and blast radius rest on this, never on what an agent claims."
        actions={actions}
      />
      {map.isError && (
        <Notice tone="bad" title="This may be out of date" announced="status">
          {sayError(map.error)}
        </Notice>
      )}
      {services.length === 0 ? (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState icon={Boxes} level={2} title="No service is declared">
            Until one is, every change needs people. An admin declares services here, or imports
            them from a file.
          </EmptyState>
        </div>
      ) : (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_1fr]">
          <Panel
            flush
            title={view === 'graph' ? 'What depends on what' : 'All services'}
            actions={
              <Choice
                label="Show as"
                value={view}
                options={views}
                onValueChange={(next) => void setState({ view: next })}
              />
            }
          >
            {view === 'graph' ? (
              <ServiceGraph
                services={drawn.services}
                selected={selected?.name}
                reached={reached}
                openOn={openOn}
                onSelect={select}
              />
            ) : (
              <ServiceTable
                services={services}
                selected={selected?.name}
                openOn={openOn}
                onSelect={select}
              />
            )}
          </Panel>
          <div className="min-w-0 lg:row-span-2">
            {selected ? (
              <ServicePanel
                service={selected}
                reached={[...reached].slice(1)}
                incidents={openIncidents.filter(({ service }) => service === selected.name)}
                refusal={refusalFor(selected.name)}
                onSelect={select}
                onEdit={() => setAsking({ what: 'edit', name: selected.name })}
                onRetire={() => setAsking({ what: 'retire', name: selected.name })}
              />
            ) : (
              <p className="rounded-lg border border-dashed border-line px-4 py-6 text-center text-sm text-muted">
                Choose a service to see what a change of it reaches, and what is open on it.
              </p>
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-5">
            {view === 'graph' && drawn.isCut && (
              <Notice>
                Too many to draw at once: shown is what stands near{' '}
                <VisibleText text={selected?.name ?? 'the first of them'} />. The table holds all.
              </Notice>
            )}
            {isCut && (
              <Notice>There are more services than the {services.length} shown here.</Notice>
            )}
            {circles.map((circle) => (
              <Notice key={circle.join('\n')} tone="waiting" title="A circle">
                <VisibleText
                  text={`${circle.join(', ')} depend on one another, so a change of one reaches all of them.`}
                />
              </Notice>
            ))}
            {needed.length > 0 && (
              <NeededList
                needed={needed}
                refusalFor={refusalFor}
                onDeclare={isAdmin ? (name) => setAsking({ what: 'edit', name }) : undefined}
              />
            )}
          </div>
        </div>
      )}
      {editing && (
        <ServiceForm
          key={editing.name ?? ''}
          service={services.find(({ name }) => name === editing.name)}
          name={editing.name}
          known={known}
          onClose={() => setAsking(undefined)}
          onSaved={(name) => {
            setAsking(undefined);
            select(name);
          }}
        />
      )}
      {asking?.what === 'retire' && (
        <RetireDialog
          name={asking.name}
          dependents={services
            .filter(({ dependsOn }) => dependsOn.includes(asking.name))
            .map(({ name }) => name)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Page>
  );
}
