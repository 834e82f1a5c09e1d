'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ArchiveX, Archive as ArchiveIcon } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { type ReactNode, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { Page, PageHeader } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { Loading } from '@/components/ui/skeleton';
import { useLive } from '@/lib/live/client';
import { archiveParsers, archiveQuery, isFiltered, type ArchiveFilters } from './archive-filters';
import { ArchiveForm } from './archive-form';
import { ArchiveList } from './archive-list';
import { archivePages, type IncidentPage } from './archive-query';

export interface ArchiveViewProps {
  /** The first page, for the filters that the address held. */
  initial: IncidentPage;
  services: string[];
  /** Under the heading: what whoever audits looks at first. */
  children: ReactNode;
}

const typingMs = 300;

/** What happened before: found by words, service, severity, class and day. */
export function ArchiveView({ initial, services, children }: ArchiveViewProps) {
  const [filters, setFilters] = useQueryStates(archiveParsers);
  // What is past does not move; the frame around it still tells what waits elsewhere.
  useLive({});
  const query = archiveQuery(filters);
  const [first] = useState(() => JSON.stringify(query));
  const pages = useInfiniteQuery({
    ...archivePages(query),
    ...(JSON.stringify(query) === first
      ? { initialData: { pages: [initial], pageParams: [''] } }
      : {}),
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (part: Partial<ArchiveFilters>) =>
    void setFilters(part, 'q' in part ? { limitUrlUpdates: debounce(typingMs) } : {});
  return (
    <Page>
      <PageHeader title="Past incidents" lead="What happened, what was decided, and by whom" />
      {children}
      <ArchiveForm
        filters={filters}
        services={services}
        onChange={change}
        onClear={isFiltered(filters) ? () => void setFilters(null) : undefined}
      />
      {pages.isPending && <Loading label="Looking for incidents" rows={6} />}
      {pages.isError && (
        <ErrorState action={<Button onClick={() => void pages.refetch()}>Try again</Button>}>
          {sayError(pages.error)}
        </ErrorState>
      )}
      {pages.isSuccess && items.length === 0 && <NothingFound isNarrow={isFiltered(filters)} />}
      {items.length > 0 && <ArchiveList items={items} isStale={pages.isPlaceholderData} />}
      <LoadMore pages={pages} />
    </Page>
  );
}

function NothingFound({ isNarrow }: { isNarrow: boolean }) {
  return (
    <div className="rounded-lg border border-line bg-surface">
      {isNarrow ? (
        <EmptyState icon={ArchiveX} level={2} title="Nothing fits these filters">
          Widen the days, or take a filter away.
        </EmptyState>
      ) : (
        <EmptyState icon={ArchiveIcon} level={2} title="No incident is past yet">
          Once one is resolved or closed it is kept here, with all that was known and decided.
        </EmptyState>
      )}
    </div>
  );
}
