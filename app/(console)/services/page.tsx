import type { Metadata } from 'next';
import { ServicesView } from '@/components/service/services-view';
import { servicesWhere } from '@/lib/access/permissions';
import { readServiceMap } from '@/lib/incidents/server/read-service-map';
import { pageContext } from '../page-context';

export const metadata: Metadata = { title: 'Services' };

export default async function ServicesPage() {
  const ctx = await pageContext();
  const initial = await readServiceMap(ctx);
  return <ServicesView initial={initial} manageable={servicesWhere(ctx.actor, 'service.manage')} />;
}
