'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { PencilLine } from 'lucide-react';
import Link from 'next/link';
import { sayError } from '@/components/action/say-error';
import { useSoon } from '@/components/action/use-soon';
import { Page, PageHeader } from '@/components/shell/page';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { buttonStyle } from '@/components/ui/button-style';
import { LoadMore } from '@/components/ui/load-more';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { useLive } from '@/lib/live/client';
import {
  policiesKey,
  policyQuery,
  versionPages,
  type PolicyVersionPage,
} from '@/lib/policies/client';
import type { PolicyOut } from '@/lib/policies/views';
import { PolicyReading } from './policy-reading';
import { VersionList } from './version-list';
import { versionHref } from './version-words';
import { WhatIfPanel } from './what-if-panel';

export interface PoliciesViewProps {
  policy: PolicyOut;
  versions: PolicyVersionPage;
}

const gatherMs = 250;

/** The policy in force as it reads, what waits to change it, and how it came to be. */
export function PoliciesView({ policy: initial, versions }: PoliciesViewProps) {
  const queries = useQueryClient();
  const { data: policy } = useQuery({ ...policyQuery, initialData: initial });
  const pages = useInfiniteQuery({
    ...versionPages,
    initialData: { pages: [versions], pageParams: [''] },
  });
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: policiesKey });
  }, gatherMs);
  useLive({
    onChange: ({ kind }) => kind.startsWith('policy.') && refresh(),
    onResumed: refresh,
  });
  const all = pages.data.pages.flatMap((page) => page.items);
  const waiting = all.filter(({ state, isStale }) => state === 'proposed' && !isStale);
  return (
    <Page>
      <PageHeader
        title="Policies"
        lead="How far agents may go alone, where they wait for a person, and who must sign. A change takes two people."
        actions={
          <Link href="/policies/edit" className={buttonStyle({ variant: 'primary' })}>
            <PencilLine aria-hidden size={14} />
            Draft a change
          </Link>
        }
      />
      {pages.isError && (
        <Notice tone="bad" title="This page may be out of date" announced="status">
          {sayError(pages.error)}
        </Notice>
      )}
      {waiting.map(({ version, proposedBy, reason }) => (
        <Notice
          key={version}
          tone="waiting"
          title={`Version ${version} waits for a second person`}
          action={
            <Link
              href={versionHref(version)}
              className="shrink-0 font-medium text-ink underline underline-offset-2 pointer-coarse:py-2"
            >
              Look at it
            </Link>
          }
        >
          <VisibleText text={`${proposedBy?.name ?? 'Somebody'}: “${reason ?? ''}”`} />
        </Notice>
      ))}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel
          title={`In force: version ${policy.version}`}
          actions={
            <span className="text-sm text-muted">
              since <RelativeTime at={policy.adoptedAt} focusable />
            </span>
          }
        >
          <PolicyReading document={policy.document} />
        </Panel>
        <div className="flex min-w-0 flex-col gap-5">
          <WhatIfPanel of="in-force" />
          <section className="flex flex-col gap-2">
            <h2 className="text-sm font-semibold text-ink">How it came to be</h2>
            <VersionList versions={all} />
            <LoadMore pages={pages} />
          </section>
        </div>
      </div>
    </Page>
  );
}
