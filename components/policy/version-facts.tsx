import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Fact, Facts } from '@/components/ui/panel';
import type { PolicyVersionOut } from '@/lib/policies/views';
import { decidedWords } from './version-words';

/** Who proposed a version and who decided it, and the digest that the decision is bound to. */
export function VersionFacts({ version }: { version: PolicyVersionOut }) {
  const { proposedBy, proposedAt, decidedAt, decisionReason, digest } = version;
  const decided = decidedWords(version);
  return (
    <Facts>
      <Fact label="Proposed">
        {proposedBy && proposedAt ? (
          <>
            by <VisibleText text={proposedBy.name} /> <RelativeTime at={proposedAt} focusable />
          </>
        ) : (
          'Came with the installation'
        )}
      </Fact>
      <Fact label="Decided">
        {decided && decidedAt ? (
          <>
            <VisibleText text={decided} /> <RelativeTime at={decidedAt} focusable />
            {decisionReason && (
              <span className="block [overflow-wrap:anywhere] whitespace-pre-wrap text-muted">
                “<VisibleText text={decisionReason} />”
              </span>
            )}
          </>
        ) : (
          'Not yet'
        )}
      </Fact>
      <Fact label="Digest">
        <span className="font-mono text-xs break-all">{digest}</span>
      </Fact>
    </Facts>
  );
}
