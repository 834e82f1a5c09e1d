import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { escapeIdentifier as ident, escapeLiteral, type Client } from 'pg';
import { actingAs, withDatabase, withLogin, withoutPassword } from './database-url';
import { inServer } from './in-server';
import { keptSecret } from './kept-secret';

/** Owns the tables; nobody signs in as it, set-up acts as it. */
export const OWNER_ROLE = 'countersign_owner';
/** Holds what the application may do; migrations grant to it and take from it. */
export const APP_ROLE = 'countersign_app';

export interface ProvisionOptions {
  /** A superuser's login, or one that may create roles and databases. */
  adminUrl: string;
  /** Where this installation's passwords are kept. */
  home: string;
  database: string;
}

export interface Provisioned {
  /** For migrations. */
  ownerUrl: string;
  /** For the server. */
  appUrl: string;
}

/**
 * Makes the roles, this installation's login and the database, or finds them made. The login and
 * its password belong to one home, so that two installations on one server never lock each other
 * out; the password is set again at each run from the kept one.
 * @throws Error in one sentence when the given login may not do so.
 */
export async function provision(options: ProvisionOptions): Promise<Provisioned> {
  const { adminUrl, home, database } = options;
  const appLogin = await inServer(adminUrl, async (admin) => {
    await requireRights(admin, adminUrl);
    await createRole(admin, OWNER_ROLE, 'NOLOGIN');
    await createRole(admin, APP_ROLE, 'NOLOGIN');
    await admin.query(`GRANT ${OWNER_ROLE} TO CURRENT_USER`);
    const login = await ensureLogin(admin, home, 'app');
    await admin.query(`GRANT ${APP_ROLE} TO ${ident(login.user)}`);
    await createDatabase(admin, database, OWNER_ROLE);
    return login;
  });
  await inServer(withDatabase(adminUrl, database), grantInDatabase);
  const url = withDatabase(adminUrl, database);
  return {
    ownerUrl: actingAs(url, OWNER_ROLE),
    appUrl: withLogin(url, appLogin.user, appLogin.password),
  };
}

async function requireRights(admin: Client, adminUrl: string): Promise<void> {
  const found = await admin.query<{ name: string; may: boolean }>(
    `SELECT rolname AS name, rolsuper OR (rolcreaterole AND rolcreatedb) AS may
       FROM pg_roles WHERE rolname = current_user`,
  );
  const login = found.rows[0];
  if (login?.may) return;
  const name = login?.name ?? 'this login';
  throw new Error(
    `${withoutPassword(adminUrl)} is the address of "${name}", which may not create roles and databases; as a superuser of that server run: ALTER ROLE ${ident(name)} CREATEROLE CREATEDB;`,
  );
}

async function createRole(admin: Client, name: string, attributes: string): Promise<void> {
  // Two set-ups at once may both find it absent; the one that loses has what it wanted.
  await admin.query(`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${escapeLiteral(name)}) THEN
      CREATE ROLE ${ident(name)} ${attributes};
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$`);
}

/** A login that belongs to this home alone, with its password set to the kept one. */
export async function ensureLogin(
  admin: Client,
  home: string,
  purpose: 'app' | 'drill',
): Promise<{ user: string; password: string }> {
  const keys = join(home, 'keys');
  const installation = createHash('sha256')
    .update(keptSecret(join(keys, 'installation')))
    .digest('hex')
    .slice(0, 12);
  const user = `countersign_${purpose}_${installation}`;
  const password = keptSecret(join(keys, `database-${purpose}`));
  await createRole(admin, user, 'LOGIN');
  await admin.query(`ALTER ROLE ${ident(user)} LOGIN PASSWORD ${escapeLiteral(password)}`);
  return { user, password };
}

/** Creates a database owned by a role, unless it is there. */
export async function createDatabase(admin: Client, name: string, owner: string): Promise<void> {
  const found = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (found.rowCount === 0) {
    await admin.query(`CREATE DATABASE ${ident(name)} OWNER ${ident(owner)}`);
  }
  await admin.query(`REVOKE ALL ON DATABASE ${ident(name)} FROM PUBLIC`);
}

async function grantInDatabase(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>('SELECT current_database() AS name');
  const name = ident(rows[0]?.name ?? '');
  const [owner, app] = [OWNER_ROLE, APP_ROLE];
  await admin.query('CREATE SCHEMA IF NOT EXISTS public');
  await admin.query(`GRANT CREATE, USAGE ON SCHEMA public TO ${owner}`);
  // Before PostgreSQL 15 everyone might create tables here.
  await admin.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  await admin.query(`SET ROLE ${owner}`);
  await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${app}`);
  await admin.query(`GRANT USAGE ON SCHEMA public TO ${app}`);
  const defaults = `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT`;
  await admin.query(`${defaults} SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app}`);
  await admin.query(`${defaults} USAGE, SELECT ON SEQUENCES TO ${app}`);
}

/** The name of a database of its own for one run or one test. */
export function temporaryDatabaseName(purpose: string): string {
  return `countersign_${purpose}_${randomBytes(6).toString('hex')}`;
}
