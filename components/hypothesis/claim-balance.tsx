import type { RunFacts } from '@/components/incident/run-facts';
import { balanceOf, type Side } from '@/lib/hypotheses/balance';
import type { HypothesisRow } from '@/lib/hypotheses/schema';

const sideWords = (word: string, { items, weight, unweighed, herrings }: Side): string =>
  [
    `${word} ${items}, weight ${weight.toFixed(2)}`,
    unweighed > 0 && `${unweighed} not weighed`,
    herrings > 0 && `${herrings} ${herrings === 1 ? 'red herring' : 'red herrings'} left out`,
  ]
    .filter(Boolean)
    .join(', ');

/** Both sides of a claim's scales, as its agent weighs them: in words, and as two bars from the middle. */
export function ClaimBalance({ row, facts }: { row: HypothesisRow; facts: RunFacts }) {
  const { supports, contradicts } = balanceOf(row, (id) => facts.evidenceOf(id)?.flag);
  const most = Math.max(supports.weight, contradicts.weight, 1);
  const share = ({ weight }: Side) => `${(weight / most) * 100}%`;
  return (
    <div className="flex flex-col gap-1 text-xs text-muted">
      <div aria-hidden className="grid grid-cols-2 gap-px">
        <span className="flex h-2 justify-end rounded-l-full bg-line">
          <span
            className="h-full rounded-l-full bg-bad-fill"
            style={{ width: share(contradicts) }}
          />
        </span>
        <span className="h-2 rounded-r-full bg-line">
          <span
            className="block h-full rounded-r-full bg-good-fill"
            style={{ width: share(supports) }}
          />
        </span>
      </div>
      <p className="flex flex-wrap justify-between gap-x-3">
        <span>{sideWords('Against', contradicts)}</span>
        <span>{sideWords('For', supports)}</span>
      </p>
    </div>
  );
}
