import { VisibleText } from '@/components/text/visible-text';
import type { Changer } from '@/lib/actions/what-would-change';

/** What would make this the wrong act; what always holds comes last. */
export function ChangerList({ changers }: { changers: Changer[] }) {
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-4 text-sm marker:text-faint">
      {changers.map(({ key, lead, quote, tail }) => (
        <li key={key} className="break-words text-ink">
          {lead}
          {quote !== undefined && (
            <>
              {' '}
              <span className="font-medium">
                <VisibleText text={quote} />
              </span>
            </>
          )}
          {tail && <span className="text-muted"> {tail}</span>}
        </li>
      ))}
      <li className="text-muted">
        A newer version, a refuted cause, a stopped investigation or a revoked agent voids every
        signature.
      </li>
    </ul>
  );
}
