import { escapeIdentifier as ident } from 'pg';
import { withDatabase, withLogin } from './database-url';
import { inServer } from './in-server';
import { createDatabase, ensureLogin } from './provision';

/**
 * A database beside the product's for the drill's payments service: same server, its own login that
 * owns the schema `drill` and can open nothing else.
 */
export async function provisionDrill(options: {
  adminUrl: string;
  home: string;
  /** The product's; the drill's is named after it. */
  database: string;
}): Promise<string> {
  const { adminUrl, home } = options;
  const database = `${options.database}_drill`;
  const login = await inServer(adminUrl, async (admin) => {
    const made = await ensureLogin(admin, home, 'drill');
    // Only a member may give a database to a role, unless it is a superuser.
    await admin.query(`GRANT ${ident(made.user)} TO CURRENT_USER`);
    await createDatabase(admin, database, made.user);
    return made;
  });
  const url = withLogin(withDatabase(adminUrl, database), login.user, login.password);
  await inServer(url, async (drill) => {
    await drill.query('CREATE SCHEMA IF NOT EXISTS drill');
    await drill.query(`ALTER ROLE ${ident(login.user)} SET search_path = drill`);
  });
  return url;
}
