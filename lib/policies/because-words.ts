import { EVERYTHING } from '@/lib/policies/base-rule';
import type { RuleRef } from '@/lib/policies/schema';

/** “a”, “a or b”, “a, b or c”. */
export function listWords(items: readonly string[], last: 'or' | 'and' | 'nor'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

const isBase = ({ id }: RuleRef): boolean => id === EVERYTHING.id;

/** Which rules gave a value: “as for everything”, or “because of the rule ‘Production’”. */
export function becauseWords(rules: readonly RuleRef[]): string {
  if (rules.some(isBase) || rules.length === 0) return 'as for everything';
  const names = [...new Set(rules.map(({ name }) => `“${name}”`))];
  return `because of the ${names.length === 1 ? 'rule' : 'rules'} ${listWords(names, 'and')}`;
}
