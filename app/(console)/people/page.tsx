import type { Metadata } from 'next';
import { NoPeople, PeopleView } from '@/components/person/people-view';
import { can } from '@/lib/access/permissions';
import { PEOPLE_PAGE_SIZE } from '@/lib/people/client';
import { CHANGES_PAGE_SIZE } from '@/lib/people/client-changes';
import { listChanges } from '@/lib/people/server/list-changes';
import { listPeople } from '@/lib/people/server/list-people';
import { listServices } from '@/lib/services/server/list-services';
import { pageContext } from '../page-context';
import { PeoplePasskeys } from './people-passkeys';

export const metadata: Metadata = { title: 'People' };

export default async function PeoplePage() {
  const ctx = await pageContext();
  const reads = can(ctx.actor, 'person.read');
  const passkeys = <PeoplePasskeys ctx={ctx} />;
  if (!reads.allowed) return <NoPeople reason={reads.reason}>{passkeys}</NoPeople>;
  const [people, changes, services] = await Promise.all([
    listPeople(ctx, { limit: PEOPLE_PAGE_SIZE }),
    listChanges(ctx, { limit: CHANGES_PAGE_SIZE }),
    listServices(ctx, { limit: 200 }),
  ]);
  const { id, name, email, roles } = ctx.actor;
  return (
    <PeopleView
      people={people}
      changes={changes}
      services={services.items.map((service) => ({
        name: service.name,
        environments: service.environments,
      }))}
      person={{ id, name, email, roles }}
    >
      {passkeys}
    </PeopleView>
  );
}
