const FLOOR = '/incidents';

/**
 * Where to go after signing in: a path of ours, whatever the address asked for. Browsers read
 * `//host` and `/\host` as another site.
 */
export function ownPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 2000) return FLOOR;
  return /^\/(?![/\\])[^\s\\]*$/.test(asked) && !asked.startsWith('/api/') ? asked : FLOOR;
}
