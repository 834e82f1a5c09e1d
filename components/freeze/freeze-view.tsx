'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { sayError } from '@/components/action/say-error';
import { useSoon } from '@/components/action/use-soon';
import { Page, PageHeader } from '@/components/shell/page';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Notice } from '@/components/ui/notice';
import { Fact, Facts, Panel } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import type { FreezeDetail } from '@/lib/freeze/output';
import { useLive } from '@/lib/live/client';
import { freezeQuery } from './freeze-queries';
import { frozenName, sayCounts } from './freeze-words';
import { HeldRuns } from './held-runs';

const gatherMs = 250;

/** One freeze: what it held, how it ended, and the runs that somebody has still to let go on. */
export function FreezeView({ initial }: { initial: FreezeDetail }) {
  const queries = useQueryClient();
  const query = freezeQuery(initial.id);
  const { data: freeze, isError, error } = useQuery({ ...query, initialData: initial });
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: query.queryKey });
  }, gatherMs);
  useLive({ onChange: refresh, onResumed: refresh });
  const { service, state, setBy, setAt, reason, counts, liftRequest, agreedBy, liftedAt } = freeze;
  return (
    <Page width="column">
      <PageHeader
        crumb={
          <Link href="/freezes" className="underline-offset-2 hover:underline">
            Freezes
          </Link>
        }
        title={
          <VisibleText
            text={`${frozenName(service)} ${state === 'active' ? 'is' : 'was'} frozen`}
          />
        }
        actions={<StateBadge noun="freeze" value={state} size="md" />}
      />
      {isError && (
        <Notice tone="bad" title="This page may be out of date" announced="status">
          {sayError(error)}
        </Notice>
      )}
      <Panel title="What happened">
        <Facts>
          <Fact label="Frozen">
            by <VisibleText text={setBy.name} /> <RelativeTime at={setAt} focusable />
          </Fact>
          <Fact label="Why">
            <span className="whitespace-pre-line">
              <VisibleText text={reason} />
            </span>
          </Fact>
          {counts && <Fact label="What it held">{sayCounts(counts)}</Fact>}
          {liftRequest && (
            <Fact label={agreedBy ? 'Lifted' : 'Asked to lift it'}>
              <VisibleText
                text={
                  agreedBy
                    ? `${liftRequest.by.name} asked, ${agreedBy.name} agreed`
                    : `${liftRequest.by.name}; another person has to agree`
                }
              />{' '}
              <RelativeTime at={liftedAt ?? liftRequest.at} focusable />
              <span className="block whitespace-pre-line text-muted">
                <VisibleText text={liftRequest.reason} />
              </span>
            </Fact>
          )}
        </Facts>
      </Panel>
      <HeldRuns freeze={freeze} onResumed={refresh} />
    </Page>
  );
}
