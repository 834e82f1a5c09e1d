import { VisibleText } from '@/components/text/visible-text';
import type { FieldChange } from '@/lib/services/schema';
import { fieldWords } from './service-words';

/** Which fields changed, from what to what. */
export function FieldChanges({ changes }: { changes: FieldChange[] }) {
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      {changes.map(({ field, before, after }) => (
        <li key={field} className="min-w-0 break-words">
          <span className="text-muted">{fieldWords[field]}: </span>
          {before !== null && (
            <del className="text-muted decoration-bad-fill">
              <VisibleText text={before} />
            </del>
          )}
          {before !== null && <span aria-hidden> → </span>}
          {after === null ? (
            <span className="text-muted">nothing</span>
          ) : (
            <ins className="text-ink no-underline">
              <VisibleText text={after} />
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}
