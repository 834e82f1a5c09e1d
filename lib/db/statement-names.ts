import { createHash } from 'node:crypto';

/** Texts that one process names at the most: lists of changing length make new ones without end. */
const MOST = 500;

const names = new Map<string, string>();

/**
 * The name under which a connection keeps a statement prepared, so that PostgreSQL reads and plans
 * it once; the empty name, which keeps nothing, once too many have one. The same text has the same
 * name in every process, so that a pooler may share its connections.
 */
export function statementName({ sql }: { sql: string }): string {
  // BEGIN, COMMIT and ROLLBACK have no plan to keep.
  if (!sql.includes(' ')) return '';
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= MOST) return '';
  const name = `cs_${createHash('sha256').update(sql).digest('base64url').slice(0, 22)}`;
  names.set(sql, name);
  return name;
}
