'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { sayError } from '@/components/action/say-error';
import { useSoon } from '@/components/action/use-soon';
import { Page, PageHeader } from '@/components/shell/page';
import { VisibleText } from '@/components/text/visible-text';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import { useLive } from '@/lib/live/client';
import { policiesKey, versionQuery } from '@/lib/policies/client';
import type { PolicyDocument } from '@/lib/policies/schema';
import type { PolicyVersionOut } from '@/lib/policies/views';
import { BackTestResult } from './back-test-result';
import { ChangeList } from './change-list';
import { PolicyReading } from './policy-reading';
import { useBackTest } from './use-back-test';
import { VersionDecision } from './version-decision';
import { VersionFacts } from './version-facts';
import type { Looker } from './version-right';
import { versionFace } from './version-words';

export interface VersionViewProps {
  initial: PolicyVersionOut;
  /** The version that it was written against; undefined of the one that shipped. */
  before: PolicyDocument | undefined;
  person: Looker;
}

const gatherMs = 250;

/** One version to be read and, while it waits, decided. */
export function VersionView({ initial, before, person }: VersionViewProps) {
  const queries = useQueryClient();
  const {
    data: version,
    isError,
    error,
  } = useQuery({ ...versionQuery(initial.version), initialData: initial });
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: policiesKey });
  }, gatherMs);
  useLive({
    onChange: ({ kind }) => kind.startsWith('policy.') && refresh(),
    onResumed: refresh,
  });
  const isWaiting = version.state === 'proposed';
  const test = useBackTest(isWaiting && !version.isStale ? version.document : undefined);
  return (
    <Page width="column">
      <PageHeader
        crumb={
          <Link
            href="/policies"
            className="-ml-1 inline-flex min-h-6 items-center gap-0.5 rounded-sm hover:text-ink pointer-coarse:min-h-11"
          >
            <ChevronLeft aria-hidden size={14} />
            Policies
          </Link>
        }
        title={`Version ${version.version}`}
        lead={
          <span className="mt-1 flex">
            <StateBadge noun="policyVersion" value={versionFace(version)} size="md" />
          </span>
        }
      />
      {isError && (
        <Notice tone="waiting" title="This page may be out of date" announced="status">
          {sayError(error)}
        </Notice>
      )}
      {version.isStale && (
        <Notice title="Another version came into force since" announced="status">
          This one was written against version {version.basedOn}. It can be declined or withdrawn;
          to have it, draft it anew against what is in force.
        </Notice>
      )}
      {version.reason && (
        <blockquote className="border-l-2 border-line-strong pl-3 [overflow-wrap:anywhere] whitespace-pre-wrap text-ink">
          <VisibleText text={version.reason} />
        </blockquote>
      )}
      {before && (
        <Panel title={`What changes against version ${version.basedOn}`}>
          <ChangeList before={before} after={version.document} />
        </Panel>
      )}
      {isWaiting && !version.isStale && (
        <Panel title="On the last 90 days">
          <BackTestResult test={test} />
        </Panel>
      )}
      <Panel title="How it reads">
        <PolicyReading document={version.document} />
      </Panel>
      <Panel title="Who and when">
        <VersionFacts version={version} />
      </Panel>
      {isWaiting && <VersionDecision version={version} person={person} />}
    </Page>
  );
}
