import { randomBytes } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import { Client, Pool, escapeIdentifier, type QueryArrayConfig } from 'pg';
import { withDatabase } from './database-url';

/** The catalogue's one-byte type, and a type that the adapter accepts in its place. */
const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * Prisma's PostgreSQL adapter, mended in three places for migrations: a script is sent whole, since
 * splitting it at semicolons breaks function bodies; the shadow database really is another one; and
 * the catalogue's one-byte columns, which it does not know, are passed on as the characters they
 * are, so that the tables of a database can be described.
 */
export class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  private readonly opened: SqlDriverAdapter[] = [];

  constructor(private readonly url: string) {}

  async connect(): Promise<SqlDriverAdapter> {
    return this.open(this.url);
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `countersign_shadow_${randomBytes(6).toString('hex')}`;
    await this.administer(`CREATE DATABASE ${escapeIdentifier(name)}`);
    const adapter = await this.open(withDatabase(this.url, name));
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await this.administer(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    };
    return adapter;
  }

  /** Ends every connection that the engine left open. */
  async close(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((adapter) => adapter.dispose()));
  }

  private async open(url: string): Promise<SqlDriverAdapter> {
    const pool = new Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 10_000 });
    const plain = await new PrismaPg(pool).connect();
    let isOpen = true;
    const adapter: SqlDriverAdapter = Object.assign(Object.create(plain), {
      queryRaw: (query: SqlQuery) => queryWithChars(plain, pool, query),
      executeScript: async (script: string) => void (await pool.query(script)),
      dispose: async () => {
        if (isOpen) await pool.end();
        isOpen = false;
      },
    });
    this.opened.push(adapter);
    return adapter;
  }

  private async administer(sql: string): Promise<void> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}

async function queryWithChars(
  plain: SqlDriverAdapter,
  pool: Pool,
  query: SqlQuery,
): Promise<SqlResultSet> {
  const chars = new Set<number>();
  const client = {
    async query(config: QueryArrayConfig) {
      const result = await pool.query(config);
      result.fields.forEach((field, column) => {
        if (field.dataTypeID !== CHAR_OID) return;
        field.dataTypeID = TEXT_OID;
        chars.add(column);
      });
      return result;
    },
  };
  const seeing: SqlDriverAdapter = Object.assign(Object.create(plain), { client });
  const found = await seeing.queryRaw(query);
  const columnTypes = found.columnTypes.map((type, column) =>
    chars.has(column) ? ColumnTypeEnum.Character : type,
  );
  return { ...found, columnTypes };
}
