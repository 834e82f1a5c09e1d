import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull, utcWindow } from '@/components/time/format-time';
import { SOURCES } from '@/components/timeline/event-face';
import { stateFace } from '@/components/ui/states';
import { rowsOf } from '@/lib/live/room-state';

/** What was seen, where and when, and the digest that each item can be checked against. */
export function PrintEvidence({ facts }: { facts: RunFacts }) {
  const rows = rowsOf(facts.run, 'evidence').toSorted((a, b) => a.seq - b.seq);
  if (rows.length === 0) return <p className="text-sm">No evidence was recorded.</p>;
  return (
    <>
      {rows.length < facts.row.evidenceCount && (
        <p className="text-sm text-muted">
          {rows.length.toLocaleString('en')} of {facts.row.evidenceCount.toLocaleString('en')}{' '}
          items: those that the printed timeline and the claims name.
        </p>
      )}
      <ol className="m-0 list-none p-0 text-xs">
        {rows.map((row) => (
          <li key={row.id} className="break-inside-avoid border-b border-line py-1">
            <p className="[overflow-wrap:anywhere]">
              <span className="font-mono text-muted">
                <VisibleText text={row.id} />
              </span>{' '}
              <span className="text-ink">
                <VisibleText text={row.title} />
              </span>
            </p>
            <p className="text-muted [overflow-wrap:anywhere]">
              {SOURCES[row.source].word},{' '}
              <VisibleText text={`${row.service}, ${row.environment}`} />
              {row.observedFrom && row.observedTo
                ? `, of ${utcWindow(row.observedFrom, row.observedTo)}`
                : ''}
              , read at {utcFull(facts.row.clock === 'imported' ? row.at : row.recordedAt)}
              {row.truncated ? ', truncated at source' : ''}
              {row.flag ? `, ${stateFace('flag', row.flag).word.toLowerCase()}` : ''}
            </p>
            <p className="font-mono text-2xs break-all text-muted">{row.digest}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
