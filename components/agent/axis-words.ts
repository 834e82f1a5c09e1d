import { deedWord } from './scope-words';
import type { AxisUse } from '@/lib/agents/schema-use';

export const axisWords: Record<AxisUse['axis'], string> = {
  sources: 'Sources',
  tools: 'Tools',
  services: 'Services',
  environments: 'Environments',
  verbs: 'Deeds',
};

/** The axis of a refusal, depth among them. */
export const refusedWord = (axis: string): string =>
  axis === 'maxDepth' ? 'Depth' : (axisWords[axis as AxisUse['axis']] ?? axis);

/** A name on an axis, as people say it. */
export const nameWord = (axis: string, name: string): string =>
  axis === 'verbs' ? deedWord(name) : name;

export const isEverything = ({ granted }: Pick<AxisUse, 'granted'>): boolean =>
  granted.includes('*');
