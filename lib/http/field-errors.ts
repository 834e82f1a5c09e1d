import type { z } from 'zod';
import type { FieldError } from '@/lib/errors';

type Issue = z.core.$ZodIssue;

const MOST = 100;

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.').slice(0, 500);

const depthOf = (issue: Issue): number => issue.path.length;

/** Of a union's branches, the one that got furthest: its complaints are the ones of use. */
const furthest = (branches: readonly Issue[][]): Issue[] => {
  const isMeant = (issues: Issue[]): boolean =>
    issues.every((issue) => !(issue.code === 'invalid_type' && issue.path.length === 0));
  const candidates = branches.filter(isMeant);
  const [best] = (candidates.length > 0 ? candidates : branches).toSorted(
    (a, b) => Math.max(...b.map(depthOf)) - Math.max(...a.map(depthOf)) || a.length - b.length,
  );
  return best ?? [];
};

const flatten = (issue: Issue, prefix: readonly PropertyKey[]): FieldError[] => {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: dotted([...path, key]),
      message: 'is not a known field',
    }));
  }
  if (issue.code === 'invalid_union') {
    if (issue.errors.length === 0) {
      const known = 'options' in issue && issue.options ? issue.options.map(String).join(', ') : '';
      return [{ path: dotted(path), message: known ? `must be one of ${known}` : 'is not known' }];
    }
    const inner = furthest(issue.errors).flatMap((each) => flatten(each, path));
    if (inner.length > 0) return inner;
  }
  return [{ path: dotted(path), message: issue.message }];
};

/** zod's complaints as the `errors` of a problem: dotted paths, at most a hundred. */
export const fieldErrors = (error: z.ZodError, under = ''): FieldError[] =>
  error.issues.flatMap((issue) => flatten(issue, under ? [under] : [])).slice(0, MOST);
