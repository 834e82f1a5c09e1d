import type { Setting } from '@/lib/policies/schema';
import type { ConditionKey, Draft, DraftConditions, DraftRule } from './draft';

/** Every way in which a draft is changed. */
export type Edit =
  | { do: 'start'; draft: Draft }
  | { do: 'set-base'; setting: Setting; value: string | boolean }
  | { do: 'add-rule'; id: string }
  | { do: 'remove-rule'; id: string }
  | { do: 'move-rule'; id: string; by: -1 | 1 }
  | { do: 'name-rule'; id: string; name: string }
  | { do: 'set-in-rule'; id: string; setting: Setting; value: string | boolean }
  | { do: 'unset-in-rule'; id: string; setting: Setting }
  | { do: 'put-condition'; id: string; when: DraftConditions }
  | { do: 'drop-condition'; id: string; condition: ConditionKey };

const without = <T extends object>(of: T, key: keyof T): T =>
  Object.fromEntries(Object.entries(of).filter(([each]) => each !== key)) as T;

const inRule = (draft: Draft, id: string, change: (rule: DraftRule) => DraftRule): Draft => ({
  ...draft,
  rules: draft.rules.map((rule) => (rule.id === id ? change(rule) : rule)),
});

function moved(rules: DraftRule[], id: string, by: -1 | 1): DraftRule[] {
  const from = rules.findIndex((rule) => rule.id === id);
  const to = from + by;
  const [rule, other] = [rules[from], rules[to]];
  if (!rule || !other) return rules;
  return rules.map((each, index) => (index === from ? other : index === to ? rule : each));
}

/** The draft after an edit; a reducer, so that every edit is one of a known few. */
export function editDraft(draft: Draft, edit: Edit): Draft {
  switch (edit.do) {
    case 'start':
      return edit.draft;
    case 'set-base':
      return { ...draft, base: { ...draft.base, [edit.setting]: edit.value } };
    case 'add-rule':
      return { ...draft, rules: [...draft.rules, { id: edit.id, name: '', when: {}, set: {} }] };
    case 'remove-rule':
      return { ...draft, rules: draft.rules.filter(({ id }) => id !== edit.id) };
    case 'move-rule':
      return { ...draft, rules: moved(draft.rules, edit.id, edit.by) };
    case 'name-rule':
      return inRule(draft, edit.id, (rule) => ({ ...rule, name: edit.name }));
    case 'set-in-rule':
      return inRule(draft, edit.id, (rule) => ({
        ...rule,
        set: { ...rule.set, [edit.setting]: edit.value },
      }));
    case 'unset-in-rule':
      return inRule(draft, edit.id, (rule) => ({ ...rule, set: without(rule.set, edit.setting) }));
    case 'put-condition':
      return inRule(draft, edit.id, (rule) => ({ ...rule, when: { ...rule.when, ...edit.when } }));
    case 'drop-condition':
      return inRule(draft, edit.id, (rule) => ({
        ...rule,
        when: without(rule.when, edit.condition),
      }));
  }
}
