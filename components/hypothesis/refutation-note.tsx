import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { stateFace } from '@/components/ui/states';
import type { HypothesisRow } from '@/lib/hypotheses/schema';

/** Who refuted a claim by hand, when and why, and what its agent goes on saying. */
export function RefutationNote({ row }: { row: HypothesisRow }) {
  const { refutation } = row;
  if (!refutation) return null;
  const { by, at, reason, otherwise } = refutation;
  return (
    <div className="rounded-md border border-bad-line bg-bad-tint px-2.5 py-1.5 text-sm text-ink">
      <p className="font-medium">
        <VisibleText text={by.name} /> refuted this <RelativeTime at={at} focusable />
      </p>
      <p className="break-words">
        <VisibleText text={reason} />
      </p>
      {otherwise !== 'refuted' && (
        <p className="text-xs text-muted">
          Without that it would stand as “{stateFace('hypothesis', otherwise).word}”.
        </p>
      )}
    </div>
  );
}
