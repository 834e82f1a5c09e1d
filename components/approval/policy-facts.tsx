import Link from 'next/link';
import { DecisionList } from '@/components/action/decision-list';
import { VisibleText } from '@/components/text/visible-text';
import { Fact, Facts } from '@/components/ui/panel';
import type { DecisionView } from '@/lib/actions/decision-view';
import { sayRoles, saySignatures } from './policy-words';

export interface PolicyFactsProps {
  view: DecisionView;
  isPending: boolean;
}

/** Which rules apply, who is still needed, who has signed, and who would carry it out. */
export function PolicyFacts({ view, isPending }: PolicyFactsProps) {
  const { requirements, policy, decisions, version } = view;
  return (
    <Facts>
      <Fact label="Still needed">{saySignatures({ ...view, isPending })}</Fact>
      <Fact label="Signed so far">
        <DecisionList decisions={decisions} version={version} />
      </Fact>
      <Fact label="Policy">
        <Link
          href={`/policies/versions/${policy.version}`}
          className="font-medium underline decoration-line-strong underline-offset-2 hover:decoration-ink"
        >
          Version {policy.version}
        </Link>
        : {sayRoles(requirements)}
      </Fact>
      <Fact label="Proposed by">
        <VisibleText text={view.proposer.name} />
      </Fact>
      <Fact label="Carried out by">
        <VisibleText text={view.executor.name} />, never by the agent itself
      </Fact>
      <Fact label="Digest">
        <span className="font-mono text-xs break-all">{view.digest}</span>
      </Fact>
    </Facts>
  );
}
