'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Lock, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import type { Looker } from '@/components/agent/rights';
import { Page, PageHeader } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { useLive } from '@/lib/live/client';
import { PASSKEYS_KEY } from '@/lib/passkeys/client';
import { PEOPLE_KEY, type PeoplePage, peopleQuery } from '@/lib/people/client';
import { type ChangesPage, changesQuery } from '@/lib/people/client-changes';
import type { PersonChangeRow } from '@/lib/people/schema-change';
import type { PersonRow } from '@/lib/people/schema';
import { ChangeRow } from './change-row';
import { PeopleTable } from './people-table';
import { PersonActDialog } from './person-act-dialog';
import { type ActKind, actRefusal } from './person-acts';
import type { KnownService } from './role-fields';
import { type ShownLink, ShownLinkDialog } from './shown-link-dialog';

export interface PeopleViewProps {
  people: PeoplePage;
  changes: ChangesPage;
  services: KnownService[];
  person: Looker;
  /** What else concerns the people here, under their list. */
  children?: ReactNode;
}

const title = 'People';

/** Who may see, steer, sign and manage here; and what waits for a second admin. */
export function PeopleView({ people, changes, services, person, children }: PeopleViewProps) {
  const queries = useQueryClient();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: PEOPLE_KEY });
    void queries.invalidateQueries({ queryKey: PASSKEYS_KEY });
  };
  useLive({ onChange: ({ kind }) => kind.startsWith('person.') && refresh(), onResumed: refresh });
  const list = useInfiniteQuery({
    ...peopleQuery,
    initialData: { pages: [people], pageParams: [''] },
  });
  const wishes = useInfiniteQuery({
    ...changesQuery,
    initialData: { pages: [changes], pageParams: [''] },
  });
  const [act, setAct] = useState<{ kind: ActKind; of?: PersonRow }>();
  const [shown, setShown] = useState<ShownLink>();
  const everyone = list.data.pages.flatMap((page) => page.items);
  const inTwos = wishes.data.pages[0]?.takesTwo ?? false;
  const all = wishes.data.pages.flatMap((page) => page.items);
  const failed = list.error ?? wishes.error;
  const rows = (of: PersonChangeRow[]) => (
    <ul className="divide-y divide-line">
      {of.map((change) => (
        <ChangeRow
          key={change.id}
          change={change}
          name={
            everyone.find(({ id }) => id === change.personId)?.name ?? change.email ?? 'somebody'
          }
          looker={person}
          onLink={setShown}
        />
      ))}
    </ul>
  );
  const waiting = all.filter(({ state }) => state === 'proposed');
  const decided = all.filter(({ state }) => state !== 'proposed');
  return (
    <Page>
      <PageHeader
        title={title}
        lead={
          inTwos
            ? 'Inviting, letting in again, and giving a role that steers, signs or manages take two admins. Taking away takes one.'
            : 'There has been one admin so far. Once there are two, whatever makes somebody who steers, signs or manages takes both.'
        }
        actions={
          <Button
            variant="primary"
            icon={<Plus aria-hidden size={14} />}
            disabledReason={actRefusal(person, 'invite')}
            onClick={() => setAct({ kind: 'invite' })}
          >
            Invite someone
          </Button>
        }
      />
      {failed && (
        <Notice tone="bad" title="This list may be out of date" announced="status">
          {sayError(failed)}
        </Notice>
      )}
      {waiting.length > 0 && (
        <Panel
          title="Waits for a second admin"
          aria-label="Waits for a second admin"
          tone="waiting"
          flush
        >
          {rows(waiting)}
        </Panel>
      )}
      <PeopleTable people={everyone} looker={person} onAct={(kind, of) => setAct({ kind, of })} />
      {list.hasNextPage && (
        <div className="flex justify-center">
          <Button pending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
      {children}
      {decided.length > 0 && (
        <Disclosure label={`Changes that were decided (${decided.length})`}>
          {rows(decided)}
          {wishes.hasNextPage && (
            <Button pending={wishes.isFetchingNextPage} onClick={() => void wishes.fetchNextPage()}>
              Earlier ones
            </Button>
          )}
        </Disclosure>
      )}
      {act && (
        <PersonActDialog
          kind={act.kind}
          person={act.of}
          services={services}
          inTwos={inTwos}
          onLink={setShown}
          onClose={() => setAct(undefined)}
        />
      )}
      {shown && <ShownLinkDialog shown={shown} onClose={() => setShown(undefined)} />}
    </Page>
  );
}

/** For those to whom the list of people is not open: what of it concerns them all the same. */
export function NoPeople({ reason, children }: { reason: string; children?: ReactNode }) {
  // The frame shows whether the page is connected.
  useLive({});
  return (
    <Page>
      <PageHeader title={title} />
      <div className="rounded-lg border border-line bg-surface">
        <EmptyState icon={Lock} level={2} title="Not yours to see">
          {reason}
        </EmptyState>
      </div>
      {children}
    </Page>
  );
}
