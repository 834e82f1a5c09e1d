import 'server-only';
import { env } from '@/lib/env';
import { inServer } from './in-server';

/**
 * The log holds only while the server may not change it: refuses to serve on a login that is a
 * superuser, or that owns the table of events or may act as the role that does.
 * @throws Error in one sentence, also when the database cannot be reached.
 */
export async function assertNotOwner(url: string = env().DATABASE_URL): Promise<void> {
  const found = await inServer(url, (client) =>
    client.query<{ login: string; isSuper: boolean; isOwner: boolean }>(
      // The session's own role, for one that it took on can be laid down again.
      `SELECT r.rolname AS login,
              r.rolsuper AS "isSuper",
              EXISTS (SELECT FROM pg_class c
                       WHERE c.oid = to_regclass('event')
                         AND pg_has_role(session_user, c.relowner, 'MEMBER')) AS "isOwner"
         FROM pg_roles r WHERE r.rolname = session_user`,
    ),
  );
  const role = found.rows[0];
  if (!role || role.isSuper || role.isOwner) {
    const why = role?.isSuper ? 'is a superuser' : 'owns the log';
    throw new Error(
      `DATABASE_URL signs in as "${role?.login ?? 'unknown'}", which ${why} and so could rewrite it. Give the application's login instead: npm run db -- provision prints it.`,
    );
  }
}
