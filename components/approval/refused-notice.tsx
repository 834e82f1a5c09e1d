import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { Notice } from '@/components/ui/notice';
import type { ApiProblem } from '@/lib/http/call-api';

export interface RefusedNoticeProps {
  error: ApiProblem;
  /** What the page shows now and did not when the button was pressed. */
  changed: string[];
  /** Where the action stands, once it waits no more. */
  outcome: string | undefined;
}

/** A press that the server refused: why, what stands instead, and what to look at again. */
export function RefusedNotice({ error, changed, outcome }: RefusedNoticeProps) {
  return (
    <Notice tone="bad" title={`Not recorded: ${error.title}`} announced="alert">
      <p>{sayError(error)}</p>
      {error.slug === 'view-changed' && changed.length > 0 && (
        <p className="mt-1">Changed since: {changed.join(', ')}.</p>
      )}
      {outcome !== undefined && (
        <p className="mt-1">
          <VisibleText text={outcome} />
        </p>
      )}
    </Notice>
  );
}
