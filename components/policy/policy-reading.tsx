import { VisibleText } from '@/components/text/visible-text';
import type { PolicyDocument } from '@/lib/policies/schema';
import { RuleReading, SettingSentences } from './rule-reading';

export interface PolicyReadingProps {
  document: PolicyDocument;
  /** Heading level of each rule's name. */
  level?: 3 | 4 | undefined;
}

/** A whole policy to be read: what holds for everything, then each rule that tightens it. */
export function PolicyReading({ document, level = 3 }: PolicyReadingProps) {
  const Heading: 'h3' | 'h4' = `h${level}`;
  return (
    <div className="flex flex-col divide-y divide-line">
      <section className="pb-4">
        <Heading className="text-sm font-semibold text-ink">Everything</Heading>
        <p className="mb-3 text-sm text-muted">
          The most that anything is ever let do. Every rule that matches tightens it; of several,
          the strictest holds.
        </p>
        <SettingSentences settings={document.base} />
      </section>
      {document.rules.map((rule) => (
        <section key={rule.id} className="py-4 last:pb-0">
          <Heading className="mb-0.5 text-sm font-semibold [overflow-wrap:anywhere] text-ink">
            <VisibleText text={rule.name} />
          </Heading>
          <RuleReading rule={rule} />
        </section>
      ))}
      {document.rules.length === 0 && (
        <p className="pt-4 text-sm text-muted">No rules: the same holds for everything.</p>
      )}
    </div>
  );
}
