import { ArrowRight } from 'lucide-react';
import { createTwoFilesPatch } from 'diff';
import { DiffView } from '@/components/evidence/diff-view';
import { VisibleText } from '@/components/text/visible-text';
import { Disclosure } from '@/components/ui/disclosure';
import { StateBadge } from '@/components/ui/state-badge';
import { type PolicyChange, policyChanges } from '@/lib/policies/changes';
import type { PolicyDocument } from '@/lib/policies/schema';

export interface ChangeListProps {
  before: PolicyDocument;
  after: PolicyDocument;
}

/** What a version changes, in words and each way; the documents themselves beneath. */
export function ChangeList({ before, after }: ChangeListProps) {
  const changes = policyChanges(before, after);
  if (changes.length === 0) {
    return <p className="text-sm text-muted">Nothing: it says the same.</p>;
  }
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label="What changes" className="flex flex-col divide-y divide-line">
        {changes.map((change) => (
          <Change key={change.key} change={change} />
        ))}
      </ul>
      <Disclosure label="Line by line">
        <DiffView unified={unifiedOf(before, after)} label="Documents, line by line" />
      </Disclosure>
    </div>
  );
}

function Change({ change }: { change: PolicyChange }) {
  const { rule, what, before, after, direction } = change;
  return (
    <li className="flex flex-col gap-1 py-2.5 text-sm first:pt-0 last:pb-0">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <StateBadge noun="direction" value={direction} />
        <span className="min-w-0 font-medium [overflow-wrap:anywhere] text-ink">
          <VisibleText text={rule} />
        </span>
        <span className="text-muted">{what}</span>
      </span>
      <span className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 [overflow-wrap:anywhere] text-ink">
        {before !== null && (
          <del className="text-muted decoration-line-strong">
            <VisibleText text={before} />
          </del>
        )}
        {before !== null && after !== null && (
          <ArrowRight aria-label="becomes" size={13} className="self-center text-faint" />
        )}
        {after !== null && (
          <ins className="no-underline">
            <VisibleText text={after} />
          </ins>
        )}
      </span>
    </li>
  );
}

const textOf = (document: PolicyDocument): string => `${JSON.stringify(document, null, 2)}\n`;

/** Both documents as one unified diff. */
function unifiedOf(before: PolicyDocument, after: PolicyDocument): string {
  const patch = createTwoFilesPatch(
    'policy',
    'policy',
    textOf(before),
    textOf(after),
    undefined,
    undefined,
    { context: 2 },
  );
  return patch.slice(patch.indexOf('--- '));
}
