'use client';

import { estimateWords } from '@/components/hypothesis/confidence-words';
import { useRoomHands } from '@/components/incident/room-context';
import type { RunFacts } from '@/components/incident/run-facts';
import { VisibleText } from '@/components/text/visible-text';
import type { LeadingClaim } from '@/lib/investigations/stop-facts';
import { PlainButton } from '@/components/ui/plain-button';

/** The claims that the decision is about, each with the most that speaks for and against it. */
export function StopClaims({
  claims,
  facts,
}: {
  claims: readonly LeadingClaim[];
  facts: RunFacts;
}) {
  const { select } = useRoomHands();
  return (
    <div className="flex flex-col gap-0.5">
      <h3 className="text-xs font-semibold text-muted">
        {claims.length === 1 ? 'The leading claim' : 'The leading claims'}
      </h3>
      {claims.length === 0 && <p>No claim stands yet.</p>}
      <ul className="flex flex-col gap-1.5" aria-label="Claims at this stop point">
        {claims.map(({ id, statement, confidence, supports, contradicts }) => (
          <li key={id} className="flex flex-col">
            <PlainButton
              onClick={() => select(`hyp:${id}`)}
              className="min-h-6 w-full min-w-0 rounded-sm text-left font-medium text-ink hover:bg-hover pointer-coarse:min-h-11"
            >
              <span className="line-clamp-2 break-words">
                <VisibleText text={statement} />
              </span>
            </PlainButton>
            <span className="text-xs text-muted">{estimateWords(confidence)}</span>
            <Refuted id={id} facts={facts} />
            <Side word="For" ids={supports} facts={facts} />
            <Side word="Against" ids={contradicts} facts={facts} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The decision rests on a claim that a person has refuted since: said before anything speaks for it. */
function Refuted({ id, facts }: { id: string; facts: RunFacts }) {
  const refutation = facts.hypotheses.find((row) => row.id === id)?.refutation;
  if (!refutation) return null;
  return (
    <span className="text-sm font-medium break-words text-bad">
      <VisibleText text={`${refutation.by.name} refuted this: ${refutation.reason}`} />
    </span>
  );
}

function Side({ word, ids, facts }: { word: string; ids: readonly string[]; facts: RunFacts }) {
  const { select } = useRoomHands();
  const [first] = ids;
  if (first === undefined) {
    return <span className="text-xs text-muted">{word}: nothing is recorded</span>;
  }
  return (
    <span className="flex min-w-0 items-baseline gap-1 text-xs text-muted">
      <span className="shrink-0">
        {word} ({ids.length}):
      </span>
      <PlainButton
        onClick={() => select(`ev:${first}`)}
        className="min-h-6 min-w-0 truncate rounded-sm text-left underline decoration-line-strong underline-offset-2 hover:text-ink pointer-coarse:min-h-11"
      >
        <VisibleText text={facts.evidenceOf(first)?.title ?? first} />
      </PlainButton>
    </span>
  );
}
