import { Siren } from 'lucide-react';
import Link from 'next/link';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Notice } from '@/components/ui/notice';
import type { BrokenGlass } from '@/lib/actions/broken-glass';

/** How often the glass was broken of late, and what of it somebody still has to review. */
export function GlassPanel({ days, total, unreviewed }: BrokenGlass) {
  if (total === 0 && unreviewed.length === 0) {
    return <p className="text-sm text-muted">Nobody has broken the glass in {days} days.</p>;
  }
  const times = total === 1 ? 'once' : `${total} times`;
  return (
    <Notice
      icon={Siren}
      tone={unreviewed.length > 0 ? 'waiting' : undefined}
      title={`The glass was broken ${times} in ${days} days`}
    >
      {unreviewed.length === 0 ? (
        <p>All of it was reviewed.</p>
      ) : (
        <>
          <p>Somebody who did not break it has yet to say whether it was right:</p>
          <ul className="mt-1 flex flex-col">
            {unreviewed.map(({ id, title, service, at }) => (
              <li key={id} className="break-words">
                <Link
                  href={`/approvals/${encodeURIComponent(id)}`}
                  prefetch={false}
                  className="inline-block py-0.5 font-medium text-ink underline underline-offset-2 pointer-coarse:py-2.5"
                >
                  <VisibleText text={title} />
                </Link>{' '}
                on <VisibleText text={service} />, proposed <RelativeTime at={at} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
