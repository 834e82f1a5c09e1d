import { LoadMore } from '@/components/ui/load-more';
import Link from 'next/link';
import { sayError } from '@/components/action/say-error';
import { roomHref } from '@/components/action/room-href';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Notice } from '@/components/ui/notice';
import { Loading } from '@/components/ui/skeleton';
import { StateBadge } from '@/components/ui/state-badge';
import { HeadCell, Table } from '@/components/ui/table';
import type { BackTestItem, BackTestTotals } from '@/lib/policies/back-test-schema';
import { itemLines, seenWords, totalLines } from './back-test-words';
import type { useBackTest } from './use-back-test';

/** What a draft would have changed: the counts, then each investigation, with its reason. */
export function BackTestResult({ test }: { test: ReturnType<typeof useBackTest> }) {
  const [first] = test.data?.pages ?? [];
  if (test.isError) {
    return (
      <Notice tone="bad" title="It could not be tried" announced="alert">
        {sayError(test.error)}
      </Notice>
    );
  }
  if (!first) return <Loading label="Trying it on the last 90 days" rows={3} />;
  const items = test.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p className="font-medium text-ink">{seenWords(first)}</p>
      {first.totals && <Totals totals={first.totals} />}
      {items.length > 0 && (
        <ul aria-label="Investigations" className="flex flex-col divide-y divide-line">
          {items.map((item) => (
            <Item key={item.investigationId} item={item} />
          ))}
        </ul>
      )}
      <LoadMore pages={test} className="" />
      <p className="text-xs text-muted">
        Held against version {first.against.version}, in force, and judged by what is known now: an
        incident’s class and severity as they are, and the catalogue’s word on each action as it was
        when the action was proposed. Recordings are left out.
      </p>
    </div>
  );
}

function Totals({ totals }: { totals: BackTestTotals }) {
  const lines = totalLines(totals);
  if (lines.length === 0) return null;
  return (
    <Table
      dense
      caption="How many, each way"
      head={
        <>
          <HeadCell>What</HeadCell>
          <HeadCell>Tighter</HeadCell>
          <HeadCell>Looser</HeadCell>
        </>
      }
    >
      {lines.map(({ what, tighter, looser }) => (
        <tr key={what}>
          <td className="text-ink">{what}</td>
          <td className="whitespace-nowrap text-muted">{tighter}</td>
          <td className="whitespace-nowrap text-muted">{looser}</td>
        </tr>
      ))}
    </Table>
  );
}

function Item({ item }: { item: BackTestItem }) {
  return (
    <li className="flex flex-col gap-1 py-2.5 first:pt-0 last:pb-0">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <Link
          href={roomHref(item.incidentId, item.investigationId)}
          prefetch={false}
          className="rounded-sm font-medium [overflow-wrap:anywhere] text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink pointer-coarse:py-2"
        >
          <VisibleText text={item.title} />
        </Link>
        <span className="text-muted">
          <VisibleText text={`${item.service}, ${item.environment}`} />{' '}
          <RelativeTime at={item.startedAt} />
        </span>
      </span>
      <ul className="flex flex-col gap-1">
        {itemLines(item).map(({ key, text, isTighter, because }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <StateBadge noun="direction" value={isTighter ? 'tighter' : 'looser'} look="plain" />
            <span className="min-w-0 [overflow-wrap:anywhere] text-ink">
              <VisibleText text={text} />
            </span>
            <span className="min-w-0 [overflow-wrap:anywhere] text-muted">
              <VisibleText text={because} />
            </span>
          </li>
        ))}
      </ul>
      {item.isReclassified && (
        <p className="text-xs text-waiting">
          Its incident was given another class or severity after it began; this judges by the new
          one.
        </p>
      )}
    </li>
  );
}
