import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { GlassPanel } from '@/components/action/glass-panel';
import { archiveQuery, loadArchiveFilters } from '@/components/archive/archive-filters';
import { archivePageSize } from '@/components/archive/archive-query';
import { ArchiveView } from '@/components/archive/archive-view';
import { readBrokenGlass } from '@/lib/actions/server/broken-glass';
import { listIncidents } from '@/lib/incidents/server/list-incidents';
import { listIncidentsQuery } from '@/lib/incidents/server/list-query';
import { listServices } from '@/lib/services/server/list-services';
import { pageContext } from '../page-context';

export const metadata: Metadata = { title: 'Past incidents' };

/** More services than a select can carry are found by words. */
const offeredServices = 200;

export default async function ArchivePage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext();
  const query = archiveQuery(await loadArchiveFilters(searchParams));
  const [initial, services, glass] = await Promise.all([
    listIncidents(ctx, listIncidentsQuery.parse({ ...query, limit: String(archivePageSize) })),
    listServices(ctx, { limit: offeredServices }),
    readBrokenGlass(ctx),
  ]);
  return (
    <ArchiveView initial={initial} services={services.items.map(({ name }) => name)}>
      <GlassPanel {...glass} />
    </ArchiveView>
  );
}
