import { ShieldPlus } from 'lucide-react';
import Link from 'next/link';
import { DecisionList } from '@/components/action/decision-list';
import { VisibleText } from '@/components/text/visible-text';
import { Notice } from '@/components/ui/notice';
import { Fact, Facts } from '@/components/ui/panel';
import type { DecisionView } from '@/lib/actions/decision-view';
import { neededNow } from './needed-now';
import { askingVersions, sayRoles, saySignatures, tightenedSince } from './policy-words';

export interface PolicyFactsProps {
  view: DecisionView;
  isPending: boolean;
}

/** Which rules apply, who is still needed, who has signed, and who would carry it out. */
export function PolicyFacts({ view, isPending }: PolicyFactsProps) {
  const { decisions, version } = view;
  const tightened = tightenedSince(view);
  return (
    <div className="flex flex-col gap-3">
      {tightened.length > 0 && (
        <Notice
          icon={ShieldPlus}
          tone="waiting"
          title="Policy was tightened since this was proposed"
        >
          {tightened.map((sentence) => (
            <p key={sentence}>
              <VisibleText text={sentence} />
            </p>
          ))}
        </Notice>
      )}
      <Facts>
        <Fact label="Still needed">{saySignatures({ ...view, isPending })}</Fact>
        <Fact label="Signed so far">
          <DecisionList decisions={decisions} version={version} />
        </Fact>
        <Fact label="What it takes">{sayRoles(neededNow(view))}</Fact>
        <Fact label="Policy">
          <Asking view={view} />
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
    </div>
  );
}

/** Each demand with the rule and version behind it, save those told above; then where to read them. */
function Asking({ view }: Pick<PolicyFactsProps, 'view'>) {
  const standing = view.asked?.because.filter(({ isTightened }) => !isTightened) ?? [];
  return (
    <div className="flex flex-col gap-1">
      {standing.map(({ setting, sentence }) => (
        <p key={setting}>
          <VisibleText text={sentence} />
        </p>
      ))}
      <p className="flex flex-wrap gap-x-3">
        {askingVersions(view).map((each) => (
          <Link
            key={each}
            href={`/policies/versions/${each}`}
            className="font-medium underline decoration-line-strong underline-offset-2 hover:decoration-ink pointer-coarse:py-2"
          >
            Version {each}
          </Link>
        ))}
      </p>
    </div>
  );
}
