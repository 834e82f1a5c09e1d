import { namesOn, type Scope, SCOPE_AXES, type ScopeAxis } from '@/lib/access/scope';

export interface AxisDifference {
  axis: ScopeAxis;
  /** What goes, `*` spelt out as everything else. */
  goes: string;
  stays: string;
}

const said = (names: readonly string[]): string =>
  names.includes('*') ? 'everything' : names.join(', ');

/** What a narrower scope takes away, axis by axis; nothing of the axes it leaves as they are. */
export function scopeDifference(before: Scope, after: Scope): AxisDifference[] {
  return SCOPE_AXES.flatMap((axis) => {
    const [had, keeps] = [namesOn(before, axis), namesOn(after, axis)];
    if (said([...had].sort()) === said([...keeps].sort())) return [];
    const lost = had.filter((name) => !keeps.includes(name));
    const goes = lost.includes('*')
      ? 'everything else'
      : lost.map((name) => (name.endsWith(':*') ? `the rest of ${name}` : name)).join(', ');
    return [{ axis, goes, stays: said(keeps) }];
  });
}
