import { namesOn, type Scope, type ScopeAxis, within } from '@/lib/access/scope';
import type { AxisUse } from '@/lib/agents/schema-use';

/** Whether a granted name, a family such as `propose:*` among them, stands for a used one. */
const standsFor = (granted: string, used: string): boolean =>
  granted === used || (granted.endsWith(':*') && used.startsWith(granted.slice(0, -1)));

/** An axis of a scope against the names that were used on it. */
export function axisUse(
  scope: Scope,
  axis: ScopeAxis,
  used: AxisUse['used'],
  more: number,
): AxisUse {
  const granted = [...namesOn(scope, axis)];
  // What was used beyond the names that are kept may be any of the granted ones.
  const unused =
    more > 0
      ? []
      : granted.filter((name) => name !== '*' && !used.some((each) => standsFor(name, each.name)));
  return { axis, granted, used, more, unused };
}

/** What is left of an axis when what nobody used is taken away; as it was, where that is nothing. */
function trimmedNames({ axis, granted, used, more }: AxisUse): string[] {
  const names = used.map(({ name }) => name);
  if (more > 0 || names.length === 0) return granted;
  if (granted.includes('*')) return names.toSorted();
  return granted.flatMap((name) => {
    const fitting = names.filter((each) => standsFor(name, each));
    return axis === 'verbs' && name.endsWith(':*') ? fitting : fitting.length > 0 ? [name] : [];
  });
}

/**
 * A scope without what was not used: names that nobody used are dropped, and `*` becomes the names
 * that were. An axis on which nothing was used stays, for it says nothing of what is needed.
 * @returns null where there is nothing to take away
 */
export function trimmedScope(scope: Scope, uses: AxisUse[]): Scope | null {
  const narrowed: Scope = { ...scope };
  for (const use of uses) {
    const names = trimmedNames(use);
    // Uses from before a scope was narrowed are no reason to widen it again.
    const kept = names.filter((name) => within({ ...scope, [use.axis]: [name] }, scope));
    if (kept.length > 0) narrowed[use.axis] = kept;
  }
  return within(scope, narrowed) ? null : narrowed;
}
