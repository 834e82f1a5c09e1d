import { VisibleText } from '@/components/text/visible-text';
import type { FloorInvestigation } from '@/lib/investigations/views';
import { percentOf } from './floor-rows';

/** What the agent holds for the likeliest cause, and how sure it says it is. */
export function FloorClaim({ run }: { run: FloorInvestigation | undefined }) {
  if (!run) return <span className="truncate">Not investigated yet</span>;
  if (!run.leader) return <span className="truncate">{sayObserved(run.evidenceCount)}</span>;
  const { statement, confidence, status } = run.leader;
  const percent = percentOf(confidence);
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 lg:flex-nowrap">
      <span className="min-w-0 max-lg:line-clamp-2 lg:truncate">
        {status === 'committed' && <span className="text-good">Settled on: </span>}
        <VisibleText text={statement} />
      </span>
      <span
        className="shrink-0 whitespace-nowrap text-faint"
        title="The agent's own estimate; uncalibrated until a record says otherwise"
      >
        {percent ? `agent’s estimate ${percent}` : 'no estimate stated'}
      </span>
    </span>
  );
}

function sayObserved(count: number): string {
  if (count === 0) return 'Nothing observed yet';
  return count === 1 ? '1 observation, no claim yet' : `${count} observations, no claim yet`;
}
