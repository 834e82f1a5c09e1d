import { VisibleText } from '@/components/text/visible-text';
import type { FloorInvestigation } from '@/lib/investigations/views';
import { percentOf } from './floor-rows';

/** What the agent holds for the likeliest cause, and how sure it says it is. */
export function FloorClaim({ run }: { run: FloorInvestigation | undefined }) {
  if (!run) return <span className="truncate">Not investigated yet</span>;
  if (!run.leader)
    return (
      <span className="truncate">
        {run.evidenceCount === 0
          ? 'Nothing observed yet'
          : `${run.evidenceCount} observations, no claim yet`}
      </span>
    );
  const { statement, confidence, status } = run.leader;
  const percent = percentOf(confidence);
  return (
    <span className="min-w-0 max-lg:line-clamp-2 lg:truncate">
      {status === 'committed' && <span className="text-good">Settled on: </span>}
      <VisibleText text={statement} />
      <span
        className="whitespace-nowrap text-faint"
        title="The agent's own estimate; uncalibrated until a record says otherwise"
      >
        {percent ? ` · agent's estimate ${percent}` : ' · no estimate stated'}
      </span>
    </span>
  );
}
