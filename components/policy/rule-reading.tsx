import { VisibleText } from '@/components/text/visible-text';
import { Fact, Facts } from '@/components/ui/panel';
import type { PolicyRule, SomeSettings } from '@/lib/policies/schema';
import { conditionWords, settingFacts } from '@/lib/policies/words';

/** Settings as facts: name and value, in the order of the schema. */
export function SettingList({ settings }: { settings: SomeSettings }) {
  return (
    <Facts>
      {settingFacts(settings).map(({ setting, name, value }) => (
        <Fact key={setting} label={name}>
          {value}
        </Fact>
      ))}
    </Facts>
  );
}

/** One rule as a sentence: when it holds, then what it asks for. */
export function RuleReading({ rule }: { rule: Pick<PolicyRule, 'when' | 'set'> }) {
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="[overflow-wrap:anywhere] text-muted">
        When <VisibleText text={conditionWords(rule.when)} />:
      </p>
      <SettingList settings={rule.set} />
    </div>
  );
}
