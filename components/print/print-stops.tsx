import { stopInstants } from '@/components/incident/recorded-instants';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { StateBadge } from '@/components/ui/state-badge';
import { stateFace } from '@/components/ui/states';

/** Every stop point: what the agent asked, who decided, when and with which words. */
export function PrintStops({ facts }: { facts: RunFacts }) {
  const { checkpoints } = facts;
  if (checkpoints.length === 0) return <p className="text-sm">No stop point was reached.</p>;
  return (
    <ol className="m-0 flex list-none flex-col gap-3 p-0">
      {checkpoints.map((row) => {
        const at = stopInstants(facts, row);
        return (
          <li key={row.id} className="break-inside-avoid rounded-md border border-line p-3 text-sm">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-medium text-ink">{stateFace('stopPoint', row.stage).word}</span>
              <StateBadge noun="checkpoint" value={row.state} />
              {at.requestedAt && (
                <span className="text-xs text-muted">asked at {utcFull(at.requestedAt)}</span>
              )}
            </p>
            <p className="mt-1 [overflow-wrap:anywhere]">
              <VisibleText text={row.summary} />
            </p>
            {row.decidedBy && (
              <p className="mt-1">
                Decided by <VisibleText text={row.decidedBy.name} />
                {at.decidedAt && ` at ${utcFull(at.decidedAt)}`}
              </p>
            )}
            <Said name="Reason" text={row.reason} />
            <Said name="Instruction" text={row.instruction} />
            <p className="mt-1 font-mono text-2xs break-all text-muted">
              {row.evidenceCount} items of evidence, root {row.evidenceRoot}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

function Said({ name, text }: { name: string; text: string | null }) {
  if (text === null) return null;
  return (
    <p className="mt-1 [overflow-wrap:anywhere]">
      <span className="text-muted">{name}: </span>
      <VisibleText text={text} />
    </p>
  );
}
