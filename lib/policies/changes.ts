import { EVERYTHING } from '@/lib/policies/base-rule';
import { compareStrictness } from '@/lib/policies/rules';
import {
  type PolicyDocument,
  type PolicyRule,
  type Setting,
  SETTINGS,
  type Settings,
  type SomeSettings,
} from '@/lib/policies/schema';
import { conditionWords, SETTING_NAMES, settingFacts, valueWords } from '@/lib/policies/words';

/** One thing that two documents do not share, in words. */
export interface PolicyChange {
  /** Unique among the changes of one comparison. */
  key: string;
  /** The rule that it is in, or “Everything”. */
  rule: string;
  what: string;
  before: string | null;
  after: string | null;
  /** `other`: whether it tightens depends on the case, or it means nothing. */
  direction: 'tighter' | 'looser' | 'other';
}

type Values = { before: SomeSettings; after: SomeSettings };

function settingChange<S extends Setting>(
  { id, name }: { id: string; name: string },
  setting: S,
  values: Values,
): PolicyChange[] {
  const before: Settings[S] | undefined = values.before[setting];
  const after: Settings[S] | undefined = values.after[setting];
  if (before === after) return [];
  // What a rule does not give, the base gives, which is never the stricter of the two.
  const order =
    before === undefined ? 1 : after === undefined ? -1 : compareStrictness(setting, after, before);
  return [
    {
      key: `${id}/${setting}`,
      rule: name,
      what: SETTING_NAMES[setting],
      before: before === undefined ? null : valueWords(setting, before),
      after: after === undefined ? null : valueWords(setting, after),
      direction: order > 0 ? 'tighter' : 'looser',
    },
  ];
}

const settingChanges = (of: { id: string; name: string }, values: Values): PolicyChange[] =>
  SETTINGS.flatMap((setting) => settingChange(of, setting, values));

const textChange = (
  { id, name }: PolicyRule,
  what: string,
  before: string,
  after: string,
): PolicyChange[] =>
  before === after
    ? []
    : [{ key: `${id}/${what}`, rule: name, what, before, after, direction: 'other' }];

/** A whole rule in words: when it holds, and what it asks for then. */
export const ruleWords = ({ when, set }: PolicyRule): string =>
  `When ${conditionWords(when)}: ${settingFacts(set)
    .map(({ name, value }) => `${name}: ${value}`)
    .join('; ')}.`;

const added = (rule: PolicyRule): PolicyChange => ({
  key: `${rule.id}/added`,
  rule: rule.name,
  what: 'New rule',
  before: null,
  after: ruleWords(rule),
  direction: 'tighter',
});

const removed = (rule: PolicyRule): PolicyChange => ({
  key: `${rule.id}/removed`,
  rule: rule.name,
  what: 'Rule taken away',
  before: ruleWords(rule),
  after: null,
  direction: 'looser',
});

const changedRule = (before: PolicyRule, after: PolicyRule): PolicyChange[] => [
  ...textChange(after, 'Name', before.name, after.name),
  ...textChange(after, 'When it holds', conditionWords(before.when), conditionWords(after.when)),
  ...settingChanges(after, { before: before.set, after: after.set }),
];

const isReordered = (before: PolicyRule[], after: PolicyRule[]): boolean => {
  const shared = (one: PolicyRule[], other: PolicyRule[]) =>
    one.map(({ id }) => id).filter((id) => other.some((each) => each.id === id));
  return shared(before, after).join('\n') !== shared(after, before).join('\n');
};

/** Everything that two documents do not share, base first, then rule by rule. */
export function policyChanges(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  const known = new Map(before.rules.map((rule) => [rule.id, rule]));
  const kept = new Set(after.rules.map(({ id }) => id));
  return [
    ...settingChanges(EVERYTHING, { before: before.base, after: after.base }),
    ...after.rules.flatMap((rule) => {
      const earlier = known.get(rule.id);
      return earlier ? changedRule(earlier, rule) : [added(rule)];
    }),
    ...before.rules.filter(({ id }) => !kept.has(id)).map(removed),
    ...(isReordered(before.rules, after.rules)
      ? [
          {
            key: 'order',
            rule: EVERYTHING.name,
            what: 'Order of the rules',
            before: null,
            after: 'Changed; the order means nothing.',
            direction: 'other' as const,
          },
        ]
      : []),
  ];
}
