import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import type { HypothesisRow } from '@/lib/hypotheses/schema';

/** What people wrote about a claim, oldest first. */
export function ClaimComments({ row }: { row: HypothesisRow }) {
  if (row.comments.length === 0) return null;
  return (
    <ol aria-label="Comments on this claim" className="flex flex-col gap-1.5 text-sm">
      {row.comments.map(({ seq, by, at, text }) => (
        <li key={seq} className="border-l-2 border-line pl-2.5">
          <span className="text-xs text-muted">
            <VisibleText text={by.name} /> <RelativeTime at={at} />
          </span>
          <p className="break-words whitespace-pre-line">
            <VisibleText text={text} />
          </p>
        </li>
      ))}
    </ol>
  );
}
