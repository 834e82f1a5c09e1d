import { VisibleText } from '@/components/text/visible-text';
import { settingClauses } from '@/lib/policies/clauses';
import type { PolicyRule, SomeSettings } from '@/lib/policies/schema';
import { listWords } from '@/lib/policies/because-words';
import { conditionWords } from '@/lib/policies/words';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Settings as sentences, one a line. */
export function SettingSentences({ settings }: { settings: SomeSettings }) {
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-ink marker:text-faint">
      {settingClauses(settings).map(({ setting, text }) => (
        <li key={setting}>{capital(text)}.</li>
      ))}
    </ul>
  );
}

/** One rule as a sentence: when it holds, then what it asks for. */
export function RuleReading({ rule }: { rule: Pick<PolicyRule, 'when' | 'set'> }) {
  const clauses = settingClauses(rule.set).map(({ text }) => text);
  return (
    <p className="text-sm [overflow-wrap:anywhere] text-muted">
      When <VisibleText text={conditionWords(rule.when)} />,{' '}
      <span className="text-ink">
        {clauses.length === 0 ? 'nothing is tightened' : listWords(clauses, 'and')}.
      </span>
    </p>
  );
}
