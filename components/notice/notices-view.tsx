'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { sayError } from '@/components/action/say-error';
import { useSoon } from '@/components/action/use-soon';
import { Page, PageHeader } from '@/components/shell/page';
import { useRowKeys } from '@/components/shell/row-keys';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { useLive } from '@/lib/live/client';
import { type NoticePage, noticesQuery, webhooksQuery } from '@/lib/notices/client';
import type { WebhookOut } from '@/lib/notices/schema-targets';
import { NoticeLine } from './notice-line';
import { WebhooksPanel } from './webhooks-panel';

export interface NoticesViewProps {
  initial: NoticePage;
  /** Of those who may see them; undefined for others. */
  webhooks: { items: WebhookOut[] } | undefined;
  /** Why the reader may change no webhook; undefined where they may. */
  refusal: string | undefined;
}

const gatherMs = 250;

/** Who was told of what, whom it reached and who opened it; and where else notices go. */
export function NoticesView({ initial, webhooks, refusal }: NoticesViewProps) {
  const queries = useQueryClient();
  const notices = useQuery({ ...noticesQuery, initialData: initial });
  const refresh = useSoon(() => {
    for (const { queryKey } of [noticesQuery, webhooksQuery]) {
      void queries.invalidateQueries({ queryKey });
    }
  }, gatherMs);
  useLive({
    onChange: ({ kind }) => {
      if (/^(notice|webhook)\./.test(kind)) refresh();
    },
    onResumed: refresh,
  });
  const holder = useRowKeys<HTMLUListElement>('notice');
  const { items } = notices.data;
  return (
    <Page>
      <PageHeader
        title="Notices"
        lead="Who was told of what, whom it reached, and who opened it. Opening decides nothing."
      />
      {notices.isError && (
        <Notice tone="bad" title="This list may be out of date" announced="status">
          {sayError(notices.error)} It keeps trying.
        </Notice>
      )}
      {webhooks && <WebhooksPanel initial={webhooks} refusal={refusal} />}
      <Panel title="Told lately" flush>
        {items.length === 0 ? (
          <EmptyState icon={BellRing} level={3} title="Nobody has been told of anything yet">
            What waits for a decision, and what goes wrong after one, is told at once.
          </EmptyState>
        ) : (
          <ul ref={holder} aria-label="Notices" className="divide-y divide-line">
            {items.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} />
            ))}
          </ul>
        )}
      </Panel>
    </Page>
  );
}
