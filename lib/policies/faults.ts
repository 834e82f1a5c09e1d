import { EVERYTHING } from '@/lib/policies/base-rule';
import { type FieldError, Invalid } from '@/lib/errors';
import {
  type PolicyDocument,
  type PolicyRule,
  type Setting,
  type SomeSettings,
} from '@/lib/policies/schema';
import { durationWords } from '@/lib/policies/words';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Shorter than this and no person or executor keeps up; longer than ten minutes no grant lives. */
const BOUNDS: Partial<Record<Setting, { min: number; max?: number }>> = {
  checkpointTtlMs: { min: MINUTE },
  wallClockMs: { min: MINUTE },
  actionTtlMs: { min: MINUTE },
  grantTtlMs: { min: 10 * SECOND, max: 600 * SECOND },
  escalateMs: { min: 30 * SECOND },
  escalateToAdminsMs: { min: 30 * SECOND },
};

function boundFaults(path: string, given: SomeSettings): FieldError[] {
  return Object.entries(BOUNDS).flatMap(([setting, { min, max }]) => {
    const value = given[setting as Setting];
    if (typeof value !== 'number') return [];
    const at = `${path}.${setting}`;
    if (value < min) return [{ path: at, message: `must be at least ${durationWords(min)}` }];
    if (max === undefined || value <= max) return [];
    return [{ path: at, message: `must be at most ${durationWords(max)}` }];
  });
}

const isEmpty = (part: object): boolean =>
  Object.values(part).every((value) => value === undefined);

function ruleFaults(rule: PolicyRule, index: number, all: PolicyRule[]): FieldError[] {
  const path = `rules.${index}`;
  const faults = boundFaults(`${path}.set`, rule.set);
  if (rule.id === EVERYTHING.id) {
    faults.push({ path: `${path}.id`, message: 'is the name of the base' });
  }
  if (all.findIndex(({ id }) => id === rule.id) !== index) {
    faults.push({ path: `${path}.id`, message: 'is the id of an earlier rule' });
  }
  if (isEmpty(rule.when)) {
    const message = 'must name a condition; what holds for everything belongs to the base';
    faults.push({ path: `${path}.when`, message });
  }
  if (isEmpty(rule.set)) {
    faults.push({ path: `${path}.set`, message: 'must tighten something' });
  }
  return faults;
}

/** What is wrong with a document that its schema cannot tell; nothing, where it may be proposed. */
export const documentFaults = ({ base, rules }: PolicyDocument): FieldError[] => [
  ...boundFaults('base', base),
  ...rules.flatMap(ruleFaults),
];

/** @throws Invalid naming the faulty parts of `document` */
export function demandSound(document: PolicyDocument): void {
  const faults = documentFaults(document);
  if (faults.length === 0) return;
  throw new Invalid(faults.map(({ path, message }) => ({ path: `document.${path}`, message })));
}
