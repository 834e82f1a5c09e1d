import { describe, expect, it } from 'vitest';
import { assertNotOwner } from '@/lib/db/assert-not-owner';
import { withLogin } from '@/lib/db/database-url';
import { inServer } from '@/lib/db/in-server';
import { provision } from '@/lib/db/provision';
import { testDatabase } from '../../support/database';

const database = await testDatabase();

const asApp = (sql: string) => inServer(database.url, (client) => client.query(sql));

describe('the application’s role', () => {
  it.each([
    ['create a table', 'CREATE TABLE mine (id int)'],
    ['create a schema', 'CREATE SCHEMA mine'],
    ['act as the owner', 'SET ROLE countersign_owner'],
    ['create a role', 'CREATE ROLE another'],
    ['make itself more', 'ALTER ROLE countersign_app SUPERUSER'],
    ['read files of the server', "SELECT pg_read_file('PG_VERSION')"],
  ])('cannot %s', async (_act, sql) => {
    await expect(asApp(sql)).rejects.toThrow(/permission denied|must be|only roles/i);
  });

  it('reads and writes the rows of a table that a migration makes, and cannot change the table', async () => {
    await inServer(database.ownerUrl, (owner) => owner.query('CREATE TABLE later (id serial)'));
    await asApp('INSERT INTO later DEFAULT VALUES');
    await asApp('UPDATE later SET id = 7');
    expect((await asApp('SELECT id FROM later')).rows).toEqual([{ id: 7 }]);
    await expect(asApp('TRUNCATE later')).rejects.toThrow(/permission denied/);
    await expect(asApp('ALTER TABLE later ADD x int')).rejects.toThrow(/must be owner/);
    await expect(asApp('DROP TABLE later')).rejects.toThrow(/must be owner/);
  });

  it('sees which migrations ran and cannot change that', async () => {
    const { rows } = await asApp('SELECT count(*)::int AS ran FROM _prisma_migrations');
    expect(rows[0].ran).toBeGreaterThan(0);
    await expect(asApp('DELETE FROM _prisma_migrations')).rejects.toThrow(/permission denied/);
  });

  it('cannot connect to a database that another installation owns', async () => {
    await inServer(database.adminUrl, (admin) => admin.query('CREATE DATABASE elsewhere'));
    await inServer(database.adminUrl, (admin) =>
      admin.query('REVOKE ALL ON DATABASE elsewhere FROM PUBLIC'),
    );
    const url = database.url.replace(database.name, 'elsewhere');
    await expect(inServer(url, (client) => client.query('SELECT 1'))).rejects.toThrow(
      /permission denied for database/,
    );
  });
});

describe('serving', () => {
  it('is accepted on the application’s login', async () => {
    await expect(assertNotOwner()).resolves.toBeUndefined();
  });

  it('is refused on a superuser’s, even one that took on a lesser role', async () => {
    await expect(assertNotOwner(database.adminUrl)).rejects.toThrow(/is a superuser/);
    await expect(assertNotOwner(database.ownerUrl)).rejects.toThrow(/is a superuser/);
  });

  it('is refused on a login that may act as the owner of the log', async () => {
    await inServer(database.adminUrl, async (admin) => {
      await admin.query(`CREATE ROLE ${database.name} LOGIN PASSWORD 'of-this-test'`);
      await admin.query(`GRANT countersign_owner, countersign_app TO ${database.name}`);
    });
    const url = withLogin(database.url, database.name, 'of-this-test');
    await expect(assertNotOwner(url)).rejects.toThrow(/owns the log/);
  });
});

describe('a login that may not set up', () => {
  it('is told in one sentence what to run, and its password is not repeated', async () => {
    const attempt = provision({ adminUrl: database.url, home: '/nonexistent', database: 'x' });
    await expect(attempt).rejects.toThrow(
      /as a superuser of that server run: ALTER ROLE .* CREATEROLE CREATEDB;$/,
    );
    const { password } = new URL(database.url);
    await expect(attempt).rejects.not.toThrow(password);
  });
});
