import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ActTitle } from '@/components/action/act-title';
import { sayReversibility } from '@/lib/actions/blast-rows';
import { outcomeOf } from '@/components/action/outcome';
import { standingOf } from '@/components/action/standing';
import { LinkPending } from '@/components/shell/link-pending';
import { rowTarget } from '@/components/shell/row-keys';
import { VisibleText } from '@/components/text/visible-text';
import { Countdown } from '@/components/time/countdown';
import { RelativeTime } from '@/components/time/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import type { ActionSummary } from '@/lib/actions/output';

export interface InboxRowProps {
  /** Below the rest: on whom else it waits. */
  foot?: ReactNode;
  item: ActionSummary;
  /** It waits for a decision that this person may make. */
  isMine?: boolean | undefined;
}

/** One action. There is no deciding from the list: each is read before it is signed. */
export function InboxRow({ item, isMine = false, foot }: InboxRowProps) {
  const isPending = item.state === 'pending_approval';
  const isRecorded = item.clock === 'imported';
  const reversibility = sayReversibility(item);
  return (
    <li
      className={clsx(
        '[contain-intrinsic-size:auto_5rem] [content-visibility:auto]',
        'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover',
        'md:grid-cols-[9.5rem_minmax(0,1fr)_auto] md:items-start',
        isMine && 'shadow-[inset_3px_0_0_var(--waiting-fill)]',
      )}
    >
      <span className="order-first md:order-none">
        <StateBadge
          {...standingOf(item)}
          look={isMine ? 'solid' : isRecorded ? 'plain' : 'tint'}
          {...(isMine ? { word: 'Your decision' } : {})}
          {...(isRecorded && isPending ? { word: 'Not judged' } : {})}
        />
      </span>
      <span className="text-right text-sm whitespace-nowrap text-muted md:order-last">
        {isRecorded ? (
          'Recording'
        ) : isPending ? (
          <Countdown expiresAt={item.expiresAt} label="Time to decide" />
        ) : (
          <RelativeTime at={item.updatedAt} />
        )}
      </span>
      <div className="col-span-2 min-w-0 md:col-span-1">
        <Link
          href={`/approvals/${encodeURIComponent(item.id)}`}
          prefetch={false}
          {...rowTarget}
          className="focus-inset block rounded-sm break-words text-ink after:absolute after:inset-0"
        >
          <ActTitle {...item} />
          <LinkPending label="Opening" />
        </Link>
        <p className="text-sm break-words text-muted">
          {item.incident && (
            <>
              <VisibleText text={item.incident.title} />
              <span aria-hidden> · </span>
            </>
          )}
          <VisibleText text={item.proposer.name} /> proposed it{' '}
          {/* Of a recording the list knows when it was imported, not when it was proposed. */}
          {isRecorded ? 'in the recording' : <RelativeTime at={item.proposedAt} />}
        </p>
        {isPending ? (
          <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
            <StateBadge noun="risk" value={item.risk} />
            <StateBadge
              noun="reversibility"
              value={reversibility.value}
              word={reversibility.word}
            />
            {item.differences.length > 0 && (
              <span className="text-xs font-medium text-bad">Claim and catalogue differ</span>
            )}
            {item.decisions.some(({ version }) => version === item.version) && (
              <span className="text-xs text-muted">
                <VisibleText text={outcomeOf(item).text} />
              </span>
            )}
          </p>
        ) : (
          <OutcomeLine item={item} />
        )}
        {foot}
      </div>
    </li>
  );
}

function OutcomeLine({ item }: { item: ActionSummary }) {
  const { text, cause, quote } = outcomeOf(item);
  return (
    <p className="text-sm break-words text-ink">
      <VisibleText text={text} />
      {cause && (
        <span className="line-clamp-2 text-muted">
          <VisibleText text={cause} />
        </span>
      )}
      {quote && (
        <span className="line-clamp-2 text-muted">
          “<VisibleText text={quote} />”
        </span>
      )}
    </p>
  );
}
