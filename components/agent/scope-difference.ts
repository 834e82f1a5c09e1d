import { nameWord } from './axis-words';
import { namesOn, type Scope, SCOPE_AXES, type ScopeAxis } from '@/lib/access/scope';

export interface AxisDifference {
  axis: ScopeAxis;
  /** What goes, `*` spelt out as everything else. */
  goes: string;
  stays: string;
}

const said = (axis: ScopeAxis, names: readonly string[]): string =>
  names.includes('*') ? 'everything' : names.map((name) => nameWord(axis, name)).join(', ');

/** Of a family of which a part stays, the rest goes. */
const lostWord = (axis: ScopeAxis, name: string): string =>
  name.endsWith(':*') ? `the rest of “${nameWord(axis, name)}”` : nameWord(axis, name);

/** What a narrower scope takes away, axis by axis; nothing of the axes it leaves as they are. */
export function scopeDifference(before: Scope, after: Scope): AxisDifference[] {
  return SCOPE_AXES.flatMap((axis) => {
    const [had, keeps] = [namesOn(before, axis), namesOn(after, axis)];
    if ([...had].sort().join('\n') === [...keeps].sort().join('\n')) return [];
    const lost = had.filter((name) => !keeps.includes(name));
    const goes = lost.includes('*')
      ? 'everything else'
      : lost.map((name) => lostWord(axis, name)).join(', ');
    return [{ axis, goes, stays: said(axis, keeps) }];
  });
}
