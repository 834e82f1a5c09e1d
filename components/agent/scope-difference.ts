import { nameWord } from './axis-words';
import {
  depthOf,
  excess,
  namesOn,
  type Scope,
  SCOPE_AXES,
  type ScopeAxis,
} from '@/lib/access/scope';

export interface AxisDifference {
  axis: ScopeAxis | 'maxDepth';
  /** What is added, `*` spelt out as everything else; empty where nothing is. */
  comes: string;
  goes: string;
  stays: string;
}

const said = (axis: ScopeAxis, names: readonly string[]): string =>
  names.includes('*') ? 'everything' : names.map((name) => nameWord(axis, name)).join(', ');

/** What one side has more, told beside the part of it that the other has as well. */
function saidMore(axis: ScopeAxis, more: readonly string[], other: readonly string[]): string {
  if (more.includes('*')) return 'everything else';
  const words = more.map((name) => {
    const family = name.endsWith(':*') ? name.slice(0, -1) : undefined;
    const isPartly = family !== undefined && other.some((each) => each.startsWith(family));
    return isPartly ? `the rest of “${nameWord(axis, name)}”` : nameWord(axis, name);
  });
  return words.join(', ');
}

const moreOn = (axis: ScopeAxis, a: Scope, b: Scope): string[] =>
  excess(a, b).find((each) => each.axis === axis)?.names ?? [];

const generations = ({ verbs, ...rest }: Scope): number =>
  verbs.includes('delegate') || verbs.includes('*') ? depthOf({ verbs, ...rest }) : 0;

const depthWord = (depth: number): string =>
  depth === 0 ? '' : `${depth} ${depth === 1 ? 'generation' : 'generations'}`;

function depthDifference(before: Scope, after: Scope): AxisDifference[] {
  const [had, has] = [generations(before), generations(after)];
  if (had === has) return [];
  const [comes, goes] = has > had ? [depthWord(has), ''] : ['', depthWord(had)];
  return [{ axis: 'maxDepth', comes, goes, stays: depthWord(Math.min(had, has)) }];
}

/** What another scope adds and takes away, axis by axis; nothing of the axes it leaves as they are. */
export function scopeDifference(before: Scope, after: Scope): AxisDifference[] {
  const named = SCOPE_AXES.flatMap((axis): AxisDifference[] => {
    const [had, has] = [namesOn(before, axis), namesOn(after, axis)];
    const [lost, gained] = [moreOn(axis, before, after), moreOn(axis, after, before)];
    if (lost.length === 0 && gained.length === 0) return [];
    const kept = [
      ...has.filter((name) => !gained.includes(name)),
      ...had.filter((name) => !lost.includes(name)),
    ];
    return [
      {
        axis,
        comes: saidMore(axis, gained, had),
        goes: saidMore(axis, lost, has),
        stays: said(axis, [...new Set(kept)]),
      },
    ];
  });
  return [...named, ...depthDifference(before, after)];
}
