import { estimateWords } from '@/components/hypothesis/confidence-words';
import { linksOf, rankHypotheses } from '@/components/hypothesis/rank';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { StateBadge } from '@/components/ui/state-badge';
import { stateFace } from '@/components/ui/states';
import type { HypothesisLink, HypothesisRow } from '@/lib/hypotheses/schema';

/** Every claim, the leading one first, with what speaks for and against it, and why it was refuted. */
export function PrintClaims({ facts }: { facts: RunFacts }) {
  if (facts.hypotheses.length === 0) return <p className="text-sm">No cause was claimed.</p>;
  return (
    <ol className="m-0 flex list-none flex-col gap-3 p-0">
      {rankHypotheses(facts.hypotheses).map((row) => (
        <li key={row.id} className="break-inside-avoid rounded-md border border-line p-3 text-sm">
          <p className="flex flex-wrap items-center gap-2">
            <StateBadge noun="hypothesis" value={row.status} />
            <span className="text-xs text-muted">
              {estimateWords(row.confidence)}, claim <VisibleText text={row.id} />
            </span>
          </p>
          <p className="mt-1 font-medium [overflow-wrap:anywhere] text-ink">
            <VisibleText text={row.statement} />
          </p>
          <div className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-2 print:grid-cols-2">
            <Side row={row} relation="supports" facts={facts} />
            <Side row={row} relation="contradicts" facts={facts} />
          </div>
          <WhyRefuted row={row} />
        </li>
      ))}
    </ol>
  );
}

interface SideProps {
  row: HypothesisRow;
  relation: HypothesisLink['relation'];
  facts: RunFacts;
}

function Side({ row, relation, facts }: SideProps) {
  const links = linksOf(row, relation);
  return (
    <div className="min-w-0">
      <p className="text-xs font-medium text-muted">
        {stateFace('relation', relation).word} ({links.length})
      </p>
      {links.length === 0 && (
        <p>{relation === 'supports' ? 'Nothing recorded for it' : 'Nothing recorded against it'}</p>
      )}
      <ul className="m-0 list-disc pl-4">
        {links.map(({ evidenceId, weight, note }) => {
          const flag = facts.evidenceOf(evidenceId)?.flag;
          return (
            <li key={evidenceId} className="[overflow-wrap:anywhere]">
              <VisibleText text={facts.evidenceOf(evidenceId)?.title ?? evidenceId} />
              <span className="text-muted">
                {' '}
                (<VisibleText text={evidenceId} />
                {weight === null ? ', weight not stated' : `, weight ${weight.toFixed(2)}`}
                {flag ? `, ${stateFace('flag', flag).word.toLowerCase()}` : ''})
              </span>
              {note && (
                <span className="block text-muted">
                  <VisibleText text={note} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** By a person in their words, or by the agent in those of the step that refuted it. */
function WhyRefuted({ row }: { row: HypothesisRow }) {
  const { refutation, history, status } = row;
  if (refutation) {
    return (
      <p className="mt-2 [overflow-wrap:anywhere]">
        <VisibleText text={refutation.by.name} /> refuted this at {utcFull(refutation.at)}:{' '}
        <VisibleText text={refutation.reason} />
      </p>
    );
  }
  if (status !== 'refuted') return null;
  const step = history.find((each) => each.status === 'refuted');
  const because = step && step.because.length > 0 ? ` because of ${step.because.join(', ')}` : '';
  return (
    <p className="mt-2 [overflow-wrap:anywhere]">
      Refuted by its agent
      <VisibleText text={because} />
      {step?.note ? ': ' : ', without saying why.'}
      {step?.note && <VisibleText text={step.note} />}
    </p>
  );
}
