/** Well below what the API takes, since values stand some levels inside a post. */
const MAX_DEPTH = 20;

/**
 * Whether a parsed JSON value survives a post as it is: not too deep, no integer that lost digits
 * when it was parsed, no name that the API refuses. What does not is told as text.
 */
export function isCarriable(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') {
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  }
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isCarriable(item, depth + 1));
  return Object.entries(value).every(
    ([name, item]) => isCarriableName(name) && isCarriable(item, depth + 1),
  );
}

const isCarriableName = (name: string) =>
  name !== '__proto__' && name !== 'prototype' && name.isWellFormed() && !name.includes('\0');
